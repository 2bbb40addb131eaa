package io.scorecard.model;

import io.scorecard.functions.YamlMap;
import io.scorecard.functions.YamlValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a PostgreSQL source. */
final class PostgreSqlReader {

    static final List<String> KEYS = List.of(
            "host",
            "port",
            "database",
            "user",
            "password",
            "sslmode",
            "ssl_root_cert",
            "connect_timeout",
            "socket_timeout",
            "application_name",
            "pool_size",
            "pool_wait");

    private static final int PORT = 5432;
    private static final int POOL_SIZE = 8;
    private static final int POOL_WAIT_SECONDS = 10;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,252}|[0-9A-Fa-f:]{2,39}");
    private static final Pattern APPLICATION = Pattern.compile("[\\w .-]{1,63}");
    private static final List<String> SSL_MODES =
            List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

    private final Root root;
    private final References references;

    PostgreSqlReader(Root root, References references) {
        this.root = root;
        this.references = references;
    }

    SourceSpec read(String name, YamlMap keys) {
        keys.only(SourceReader.with(KEYS.toArray(String[]::new)));
        return new SourceSpec.PostgreSql(
                name,
                host(keys.value("host")),
                keys.find("port").map(this::port).orElse(PORT),
                references.text(keys.value("database")),
                keys.find("user").map(references::text).map(Secret::new),
                keys.find("password").map(references::secret),
                options(keys),
                keys.find("pool_size").map(v -> v.integer(1, 100)).orElse(POOL_SIZE),
                keys.find("pool_wait").map(v -> v.integer(1, 300)).orElse(POOL_WAIT_SECONDS),
                SourceReader.expose(keys),
                SourceReader.declared(keys),
                SettingsReader.zone(keys),
                keys.place());
    }

    private String host(YamlValue value) {
        String host = references.text(value);
        if (!HOST.matcher(host).matches()) {
            throw value.wrong("this is not a host", "Give its name or address alone, without port, slash or scheme.");
        }
        return host;
    }

    private int port(YamlValue value) {
        String port = references.text(value);
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65535) {
            throw value.wrong("a port is a whole number from 1 to 65535", "Correct the value.");
        }
        return Integer.parseInt(port);
    }

    private Map<String, String> options(YamlMap keys) {
        Map<String, String> options = new LinkedHashMap<>();
        keys.find("sslmode").ifPresent(v -> options.put("sslmode", word(v)));
        keys.find("ssl_root_cert")
                .ifPresent(v ->
                        options.put("ssl_root_cert", root.innerFile(v, v.text()).toString()));
        keys.find("application_name").ifPresent(v -> options.put("application_name", application(v)));
        for (String timeout : List.of("connect_timeout", "socket_timeout")) {
            keys.find(timeout).ifPresent(v -> options.put(timeout, String.valueOf(v.integer(1, 86_400))));
        }
        return options;
    }

    private static String word(YamlValue value) {
        if (!SSL_MODES.contains(value.text())) {
            throw value.wrong("this is not an sslmode", "Modes: " + String.join(", ", SSL_MODES) + ".");
        }
        return value.text();
    }

    private static String application(YamlValue value) {
        if (!APPLICATION.matcher(value.text()).matches()) {
            throw value.wrong("this is not an application's name", "Write at most 63 letters, digits, blanks and _.-");
        }
        return value.text();
    }
}
