package io.scorecard.model;

import io.scorecard.functions.YamlValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Values that stand elsewhere: {@code ${env:NAME}} and {@code ${file:path below the root}}.
 *
 * <p>A secret in the model itself is accepted only where nobody but its owner can read the model.
 */
final class References {

    private static final int LONGEST = 1 << 16;
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}\\s\"',]{1,1000})}");

    /** The same where it stands alone and unquoted, as YAML's flow style cannot read it. */
    private static final Pattern BARE =
            Pattern.compile("(?<=[:,\\[][ \\t]{1,20})" + REFERENCE.pattern() + "(?=[ \\t]*(?:[,}\\]#]|$))");

    private final Environment environment;
    private final Root root;
    private final boolean ownerOnly;

    References(Environment environment, Root root, boolean ownerOnly) {
        this.environment = environment;
        this.root = root;
        this.ownerOnly = ownerOnly;
    }

    /** A model's text in which bare references are quoted, line by line. */
    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length());
        for (String line : text.split("(?<=\n)")) {
            boolean touchable = line.contains("${") && line.indexOf('"') < 0 && line.indexOf('\'') < 0;
            String end = line.endsWith("\r\n") ? "\r\n" : line.endsWith("\n") ? "\n" : "";
            String body = line.substring(0, line.length() - end.length());
            quoted.append(touchable ? BARE.matcher(body).replaceAll("\"$0\"") : body)
                    .append(end);
        }
        return quoted.toString();
    }

    Secret secret(YamlValue value) {
        String written = value.text();
        if (!ownerOnly && !REFERENCE.matcher(written).matches()) {
            throw value.wrong(
                    "a secret stands in a model that others can read",
                    "Write ${env:NAME} or ${file:path}, or let only its owner read the model (chmod 600).");
        }
        return new Secret(text(value));
    }

    /** The value with its references followed. */
    String text(YamlValue value) {
        Matcher matcher = REFERENCE.matcher(value.text());
        StringBuilder text = new StringBuilder();
        while (matcher.find()) {
            boolean variable = matcher.group(1).equals("env");
            String found = variable ? variable(value, matcher.group(2)) : content(value, matcher.group(2));
            matcher.appendReplacement(text, Matcher.quoteReplacement(found));
        }
        matcher.appendTail(text);
        if (text.indexOf("\0") >= 0) {
            throw value.wrong("this has a NUL in it", "Remove it.");
        }
        return text.toString();
    }

    private String variable(YamlValue value, String name) {
        return environment
                .variable(name)
                .orElseThrow(() -> value.wrong(
                        "the environment variable " + name + " is not set", "Set it where the program starts."));
    }

    private String content(YamlValue value, String path) {
        Path file = root.innerFile(value, path);
        try {
            if (Files.size(file) > LONGEST) {
                throw value.wrong("this file is too long for a value", "It may have 64 KiB.");
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw value.wrong("this file cannot be read", "Check that it may be read and is UTF-8.")
                    .because(e);
        }
    }
}
