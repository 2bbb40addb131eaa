@echo off
rem Starts the command line; builds it on first use, or when its sources have changed.
rem The same commands as ./scorecard. A line that cmd cannot parse fails only when it is reached: keep it plain.
setlocal EnableExtensions DisableDelayedExpansion

set "HOME_FOLDER=%~dp0"
if "%HOME_FOLDER:~-1%"=="\" set "HOME_FOLDER=%HOME_FOLDER:~0,-1%"
set "TARGET=%HOME_FOLDER%\driver\target"
set "START=%TARGET%\start"

set "JAVA_COMMAND="
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_COMMAND=%JAVA_HOME%\bin\java.exe"
if not defined JAVA_COMMAND for %%J in (java.exe) do set "JAVA_COMMAND=%%~$PATH:J"
if not defined JAVA_COMMAND (
    echo scorecard: Java is missing. Install a JDK 17 or newer, then try again. 1>&2
    exit /b 1
)

set "JAVA_VERSION="
for /f "tokens=3" %%V in ('call "%JAVA_COMMAND%" -version 2^>^&1 ^| findstr /c:" version "') do if not defined JAVA_VERSION set "JAVA_VERSION=%%~V"
for /f "delims=.-+_" %%V in ("%JAVA_VERSION%") do set "JAVA_VERSION=%%V"
if not defined JAVA_VERSION set "JAVA_VERSION=0"
if %JAVA_VERSION% LSS 17 (
    echo scorecard: Java %JAVA_VERSION% is too old: "%JAVA_COMMAND%". Install a JDK 17 or newer, or let JAVA_HOME name one. 1>&2
    exit /b 1
)

call :find_jar
if not defined JAR (
    call :build "First use: building with Maven. This takes a minute or two; later starts take a second."
    if errorlevel 1 exit /b 1
) else (
    call :is_stale
    if errorlevel 1 (
        call :build "The sources have changed: building again."
        if errorlevel 1 exit /b 1
    )
)
call :find_jar
if not defined JAR (
    echo scorecard: The build gave no jar. Run mvn package, and read what it says. 1>&2
    exit /b 1
)

rem DuckDB's library unpacked once: java -jar would unpack it at every start.
if not exist "%START%\scorecard.jar" call :prepare

set "NATIVE="
if %JAVA_VERSION% GEQ 22 set "NATIVE=--enable-native-access=ALL-UNNAMED"
set "LIBRARY="
set "CLASSES=%JAR%"
if exist "%START%\scorecard.jar" set "CLASSES=%START%\scorecard.jar"
if exist "%START%\scorecard.jar" set LIBRARY="-Djava.library.path=%START%"
"%JAVA_COMMAND%" -XX:TieredStopAtLevel=1 -Xshare:auto %NATIVE% %LIBRARY% "-Dscorecard.jar=%JAR%" "-Dscorecard.command=%~0" -cp "%CLASSES%" io.scorecard.cli.Main %*
exit /b %ERRORLEVEL%

:find_jar
set "JAR="
for /f "delims=" %%F in ('dir /b /a-d /o-d "%TARGET%\scorecard-*.jar" 2^>nul') do if not defined JAR set "JAR=%TARGET%\%%F"
exit /b 0

rem 1: a source is newer than the jar. cmd cannot compare the times of files to the second; PowerShell is part of Windows.
:is_stale
set "SCORECARD_JAR=%JAR%"
set "SCORECARD_HOME=%HOME_FOLDER%"
powershell -NoProfile -NonInteractive -Command "$jar = (Get-Item -LiteralPath $env:SCORECARD_JAR).LastWriteTimeUtc; $places = 'pom.xml', 'functions\pom.xml', 'schema-adapters\pom.xml', 'driver\pom.xml', 'functions\src\main', 'schema-adapters\src\main', 'driver\src\main', 'examples\sample' | ForEach-Object { Join-Path $env:SCORECARD_HOME $_ }; if (Get-ChildItem -LiteralPath $places -Recurse -File | Where-Object { $_.LastWriteTimeUtc -gt $jar } | Select-Object -First 1) { exit 1 } else { exit 0 }"
if %ERRORLEVEL% EQU 1 exit /b 1
exit /b 0

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo scorecard: Maven is missing. Install it from https://maven.apache.org, then try again. 1>&2
    exit /b 1
)
echo scorecard: %~1 1>&2
rem A jar that is half written must not be taken for a whole one next time.
del /q "%TARGET%\scorecard-*.jar" >nul 2>nul
if exist "%START%" rmdir /s /q "%START%"
set "LOG=%TEMP%\scorecard-build-%RANDOM%%RANDOM%.log"
pushd "%HOME_FOLDER%"
call mvn -B -q -DskipTests -pl driver -am package >"%LOG%" 2>&1
set "BUILT=%ERRORLEVEL%"
popd
if not "%BUILT%"=="0" (
    del /q "%TARGET%\scorecard-*.jar" >nul 2>nul
    type "%LOG%" 1>&2
    del /q "%LOG%" >nul 2>nul
    echo scorecard: The build failed. Maven said the lines above. 1>&2
    exit /b 1
)
del /q "%LOG%" >nul 2>nul
exit /b 0

:prepare
echo scorecard: Preparing quick starts (once). 1>&2
if exist "%START%.new" rmdir /s /q "%START%.new"
mkdir "%START%.new" 2>nul
"%JAVA_COMMAND%" -XX:TieredStopAtLevel=1 -cp "%JAR%" io.scorecard.cli.QuickStart "%JAR%" "%START%.new" >nul 2>nul
if errorlevel 1 (
    rmdir /s /q "%START%.new" 2>nul
    exit /b 0
)
move "%START%.new" "%START%" >nul
exit /b 0
