package io.scorecard.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The YAML files that come with this module; listed by an index, because a jar has no folders to list. */
final class Resources {

    private Resources() {}

    static YamlMap yaml(String path) {
        try (InputStream in = Resources.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("resource " + path + " is missing");
            }
            String file = path.substring(path.lastIndexOf('/') + 1);
            return Yaml.readOwn(file, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
