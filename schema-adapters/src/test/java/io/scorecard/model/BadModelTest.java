package io.scorecard.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model may not say: each is refused with its line, and no value that could be secret is shown. */
class BadModelTest {

    @TempDir
    Path parent;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = Files.createDirectory(parent.resolve("root"));
        Files.createDirectory(parent.resolve("outside"));
        Files.createDirectory(root.resolve("desk"));
        Files.writeString(parent.resolve("outside/secret"), "canary");
        Files.createSymbolicLink(root.resolve("link"), parent.resolve("outside"));
        Files.createSymbolicLink(root.resolve("secret"), parent.resolve("outside/secret"));
    }

    private ScorecardException refused(String text) {
        return assertThrows(
                ScorecardException.class,
                () -> ModelReader.read(new ModelText("m.yaml", text, root, false), n -> Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tabels: {}                       | 'tabels' is not known here. Did you mean 'tables'?",
                "definitions: 2                   | this is no version of the definitions",
                "definitions: [1]                 | a text is wanted here",
                "time_zone: Mars/Olympus          | this is not a time zone",
                "week_starts: mnday               | Did you mean 'monday'?",
                "fiscal_year_starts: 4            | is not one of its words",
                "as_of: yesterday                 | this is not a moment",
                "data_through: 2026-02-30         | this is not a moment",
                "default_period: last_month       | this is not a period",
                "default_period: last_complete_fiscal_week | this is not a period",
                "default_period: {last: 0 months} | this is not a period",
                "default_period: {from: 2026-01-01, to: 2026-01-01} | this period is empty",
                "default_period: {from: 2026-01-01} | 'to' is missing",
                "currency: euro                   | this is not a currency",
                "gross_margin: 80                 | a ratio is from 0 to 1",
                "lifetime_window: 0               | a whole number from 1 to 120",
                "response_hours: [{hours: 0}]     | hours are above 0",
                "response_hours: [{chanel: a}]    | 'chanel' is not known here",
                "resolution_hours: [{hours: 9000}] | hours are above 0",
                "allocation: tikets               | Did you mean 'tickets'?",
                "ces_direction: high              | is not one of its words",
                "scales: {nps: [10, 0]}           | a scale begins with its lowest score",
                "scales: {nps: [1, 7]}            | a Net Promoter Score is asked from 0 to 10",
                "targets: {nps: {target: 30, amber: 40}} | more is better",
                "targets: {churn_rate: {target: 0.02, amber: 0.01}} | less is better",
                "scales: {npt: [0, 10]}           | Did you mean 'nps'?",
                "satisfied_from: good             | a number is wanted here, under 'satisfied_from'",
                "partial_periods: maybe           | Write 'show' or 'hide'",
                "max_cells: 1e3x                  | a number is wanted here",
                "layouts: [{use: zendesk}]        | 'layouts' is not executed yet",
                "health: {weights: {use: 1}}      | 'use' is not known here",
                "health: {weights: {usage: 0, sentiment: 0, support: 0, payment: 0}} | every weight is 0",
                "health: {weights: {outcomes: 1}} | 'outcomes' has a weight, and nothing tells what it is",
                "health: {outcomes: {metric: roi, worst: 1, best: 1.0}} | the worst value is the best",
                "health: {amber: 80}              | amber begins above green",
                "health: {min_coverage: 50}       | this is not between 0 and 1",
                "health: {profiles: [{segment: {a: b, c: d}, weights: {usage: 1}}]} | a profile holds for one segment",
                "health: {profiles: [{segment: {\"a b\": c}, weights: {usage: 1}}]} | this is not a segment of customers",
                "themes: {speed: {unless: [not]}} | a theme needs words or phrases",
                "themes: {speed: {words: ['a, b']}} | a word or phrase begins with a letter or digit, and has no punctuation but",
                "themes: {speed: {words: ['!']}}  | a word or phrase begins with a letter or digit, and has no punctuation but",
                "themes: {speed: {words: [slow], swot: bad}} | is not one of its words",
                "themes: {speed: {words: [slow], unless: ['not &']}} | what takes a mention back has no signs",
                "competitors: {'a.b': }           | a competitor's name begins with a letter or digit, and has no punctuation but",
                "competitors: {'.NET': }          | as 'dotnet' for '.NET'",
                "competitors: {'#1 Tools': }      | a competitor's name begins with a letter or digit",
                "competitors: {'Yahoo!': }        | as Yahoo for 'Yahoo!'",
                "competitors: {Bluepeak: {aliasses: [b]}} | Did you mean 'aliases'?",
                "calendar: 4-4-4                  | Write 'gregorian', '4-4-5', '4-5-4' or '5-4-4'",
                "calendar: {weeks: gregorian}     | is not a calendar",
                "calendar: {year_ends: last}      | 'weeks' is missing",
                "calendar: {weeks: 4-4-5, long_month: 13} | a whole number from 1 to 12",
                "calendar: {weeks: 4-4-5, year_ends: first} | is not one of its words",
                "calendar: {weeks: 4-4-5, week_53: 3} | 'week_53' is not known here",
                "cac_lag_months: 25               | a whole number from 0 to 24",
                "min_responses: -1                | a whole number from 0 to 1000000",
                "business_hours: {from: desk.hours} | 'business_hours' is a canonical table. Write it under 'tables'.",
                "fan_out: shout                   | refused or warned about",
                "churn_rule: {inactive_days: 0}   | a whole number from 1 to 3660",
                "churn_rule: {idle_days: 9}       | 'idle_days' is not known here",
                "churn_rule: orders               | is not a churn_rule",
                "attribution: lienar              | Did you mean 'linear'?",
                "satisfied_from: 6                | a whole number from 2 to 5",
                "strict: maybe                    | true or false is wanted here",
                "targets: {npz: {target: 40}}     | 'npz' is not a KPI"
            })
    void settingIsRefusedWithItsLine(String line, String wrong) {
        ScorecardException e = refused("model: m\n# a remark\n" + line);
        assertEquals(ErrorCode.BAD_MODEL, e.code());
        assertTrue(e.getMessage().contains("m.yaml:3: "), e.getMessage());
        assertTrue(e.getMessage().contains(wrong), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{type: h2, host: canary}                                   | 'h2' is not a type of source",
                "{type: calcite}                                            | is not a type of source",
                "{type: posgresql, host: h, database: d}                    | Did you mean 'postgresql'?",
                "{host: h}                                                  | 'type' is missing",
                "{type: postgresql, database: d}                            | 'host' is missing",
                "{type: postgresql, host: h}                                | 'database' is missing",
                "{type: postgresql, host: h, database: d, jdbcUrl: canary}  | 'jdbcUrl' is not known here",
                "{type: postgresql, host: h, database: d, url: canary}      | 'url' is not known here",
                "{type: postgresql, host: h, database: d, jdbcDriver: canary} | 'jdbcDriver' is not known here",
                "{type: postgresql, host: h, database: d, socketFactory: canary} | 'socketFactory' is not known here",
                "{type: postgresql, host: h, database: d, socketFactoryArg: canary} | is not known here",
                "{type: postgresql, host: h, database: d, sslfactory: canary} | 'sslfactory' is not known here",
                "{type: postgresql, host: h, database: d, sslhostnameverifier: canary} | is not known here",
                "{type: postgresql, host: h, database: d, sslpasswordcallback: canary} | is not known here",
                "{type: postgresql, host: h, database: d, authenticationPluginClassName: canary} | is not known here",
                "{type: postgresql, host: h, database: d, xmlFactoryFactory: canary} | is not known here",
                "{type: postgresql, host: h, database: d, loggerFile: canary} | is not known here",
                "{type: postgresql, host: h, database: d, options: canary}  | 'options' is not known here",
                "{type: postgresql, host: h, database: d, localSocketAddress: canary} | is not known here",
                "{type: postgresql, host: h, database: d, service: canary}  | 'service' is not known here",
                "{type: postgresql, host: h, database: d, SSLMODE: require} | 'SSLMODE' is not known here",
                "{type: postgresql, host: 'h/x?canary=1', database: d}      | this is not a host",
                "{type: postgresql, host: 'a,b', database: d}               | this is not a host",
                "{type: postgresql, host: h, port: 70000, database: d}      | a port is a whole number",
                "{type: postgresql, host: h, database: d, sslmode: none}    | this is not an sslmode",
                "{type: postgresql, host: h, database: d, connect_timeout: 0} | a whole number from 1 to 86400",
                "{type: postgresql, host: h, database: d, pool_size: 1000}  | a whole number from 1 to 100",
                "{type: postgresql, host: h, database: d, ssl_root_cert: /etc/passwd} | leaves the model's root",
                "{type: postgresql, host: h, database: d, password: canary} | a secret stands in a model that others can read",
                "{type: postgresql, host: h, database: d, password: 'x${env:canary}'} | a secret stands in a model",
                "{type: postgresql, host: h, database: d, user: ${env:NOBODY}} | the environment variable NOBODY is not set",
                "{type: postgresql, host: h, database: d, password: ${file:secret}} | leaves the model's root",
                "{type: postgresql, host: h, database: d, password: ${file:../outside/secret}} | leaves the model's root",
                "{type: files, folder: ../outside}                          | leaves the model's root",
                "{type: files, folder: desk/../desk}                        | leaves the model's root",
                "{type: files, folder: link}                                | leaves the model's root",
                "{type: files, folder: /dev}                                | leaves the model's root",
                "{type: files, folder: /proc/self}                          | leaves the model's root",
                "{type: files, folder: '//server/share'}                    | leaves the model's root",
                "{type: files, folder: '\\\\server\\share'}                 | leaves the model's root",
                "{type: files, folder: nowhere}                             | there is no such folder",
                "{type: files, folder: \"de\\0sk\"}                         | there is no such folder",
                "{type: files, types: {t: {c: 'INT); DROP'}}}               | this is not a column's type",
                "{type: files, expose: ['a; b']}                            | this is not a table's name or pattern",
                "{type: files, session_init_sql_file: canary}               | is not known here",
                "{type: duckdb, file: desk}                                 | this is not a file",
                "{type: duckdb, file: 'md:canary'}                          | there is no such file",
                "{type: duckdb, file: x, allow_unsigned_extensions: true}   | is not known here",
                "{type: sample, scale: 0}                                   | a scale is above 0",
                "{type: sample, scale: .nan}                                | a decimal number is wanted"
            })
    void sourceIsRefusedWithItsLine(String source, String wrong) {
        ScorecardException e = refused("model: m\nsources:\n  crm: " + source);
        assertEquals(ErrorCode.BAD_MODEL, e.code());
        assertTrue(e.getMessage().contains("m.yaml:3: "), e.getMessage());
        assertTrue(e.getMessage().contains(wrong), e.getMessage());
        assertFalse(e.getMessage().contains("canary"), e.getMessage());
        assertFalse(e.getMessage().contains(parent.toString()), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "memory", "temp", "system", "pg_catalog", "embedded", "Crm", "1crm", "a-b", "''"})
    void sourceCannotHaveThisName(String name) {
        ScorecardException e = refused("sources:\n  " + name + ": {type: files}");
        assertTrue(e.getMessage().contains("m.yaml:2: "), e.getMessage());
        assertTrue(e.getMessage().contains("cannot be a source's name"), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "custmers: {source: desk}                              | Did you mean 'customers'?",
                "customers: {from: desck.customers}                    | 'desck' is not a source. Did you mean 'desk'?",
                "customers: {from: desk}                               | this is not a table of a source",
                "customers: {from: desk.a.b}                           | Write 'source.table'.",
                "customers: {from: desk..a}                            | this is not a table's name",
                "customers: {}                                         | a table needs 'from' or 'source'",
                "customers: {from: desk.a, source: desk}               | a table needs 'from' or 'source'",
                "tickets: {source: desk, columns: {tickt_id: id}}      | Did you mean 'ticket_id'?",
                "customers: {source: desk, columns: {'a b': id}}       | 'a b' is not a column of customers",
                "surveys: {source: desk, columns: {type: k, scoore: s, score: t}} | 'type', 'scoore' are no columns of surveys. type: Did you mean 'survey_type'? scoore: Did you mean 'score'? Columns: ",
                "tickets: {from: desk.a, query: SELECT 1}              | a query stands beside 'source'",
                "tickets: {query: SELECT 1}                            | a table needs 'from' or 'source'",
                "tickets: {source: desk, inclusive_ends: true}         | tickets has no valid_to",
                "tickets: {source: desk, all_columns: true}            | tickets has no columns but its own",
                "tickets: {source: desk, row_filter: 'x = 1'}          | 'row_filter' is not executed yet",
                "tickets: {source: desk, className: evil.Canary}       | 'className' is not known here"
            })
    void tableIsRefusedWithItsLine(String table, String wrong) {
        ScorecardException e = refused("sources:\n  desk: {type: files}\ntables:\n  " + table);
        assertTrue(e.getMessage().contains("m.yaml:4: "), e.getMessage());
        assertTrue(e.getMessage().contains(wrong), e.getMessage());
    }

    @Test
    void onlyOneSourceIsCanonical() {
        ScorecardException e =
                refused("sources:\n  a: {type: files, canonical: true}\n  b: {type: sample, canonical: true}");
        assertTrue(e.getMessage().contains("m.yaml:3: only one source can be canonical"), e.getMessage());
    }

    @Test
    void keyThatIsThereTwiceIsRefused() {
        assertTrue(refused("currency: EUR\ncurrency: USD").getMessage().contains("m.yaml:2"));
        assertTrue(refused("sources:\n  a: {type: files}\n  a: {type: files}")
                .getMessage()
                .contains("m.yaml:3"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model: !!javax.script.ScriptEngineManager [x]",
                "model: !evil.Canary {}",
                "model: [",
                "- a list",
                "",
                "a: &a [x]\nb: [*a, *nobody]"
            })
    void textThatIsNoPlainYamlIsRefused(String text) {
        ScorecardException e = refused(text);
        assertTrue(e.getMessage().contains("m.yaml:"), e.getMessage());
        assertFalse(e.getMessage().contains("Canary"), e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/zero",
                "/proc/self/environ",
                "/etc/passwd",
                "nowhere.yaml",
                "folder.yaml",
                "device.yaml",
                "text.yaml",
                "long.yaml"
            })
    void fileThatIsNoModelIsNotRead(String name) throws IOException {
        Files.createDirectory(root.resolve("folder.yaml"));
        Path device = Files.createSymbolicLink(root.resolve("device.yaml"), Path.of("/dev/zero"));
        Files.createSymbolicLink(root.resolve("text.yaml"), parent.resolve("outside/secret"));
        Files.writeString(root.resolve("long.yaml"), "# " + "x".repeat(1 << 20));
        ScorecardException e =
                assertThrows(ScorecardException.class, () -> ModelReader.read(root.resolve(name), Optional.empty()));
        assertEquals(ErrorCode.MODEL_NOT_FOUND, e.code());
        assertFalse(e.getMessage().contains(root.toString()), e.getMessage());
        Files.delete(device);
    }

    @Test
    void secretMayStandInAFileThatOnlyItsOwnerReads() throws IOException {
        Path file = Files.writeString(
                root.resolve("m.yaml"), "sources:\n  crm: {type: postgresql, host: h, database: d, password: hush}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThrows(ScorecardException.class, () -> ModelReader.read(file, Optional.empty()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        SourceSpec.PostgreSql crm = (SourceSpec.PostgreSql)
                ModelReader.read(file, Optional.empty()).sources().get("crm");
        assertEquals("hush", crm.password().orElseThrow().reveal());
    }

    @Test
    void costsAreNotSharedOutByMrrWhereThereIsNone() {
        ScorecardException e = refused("model: m\nchurn_rule: {inactive_days: 90}\nallocation: mrr");
        assertTrue(e.getMessage().contains("m.yaml:3: nobody pays by the month"), e.getMessage());
    }
}
