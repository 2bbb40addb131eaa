package io.scorecard.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands after a command's name: options with a value and plain words.
 *
 * <p>Words after {@code --} are plain, whatever they look like: a question may begin with a comment.
 */
record Arguments(Map<String, String> options, List<String> words) {

    Arguments {
        options = Map.copyOf(options);
        words = List.copyOf(words);
    }

    /** @param known the options that the command takes, with their dashes */
    static Arguments parse(List<String> line, List<String> known) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < line.size(); i++) {
            String part = line.get(i);
            if (part.equals("--")) {
                words.addAll(line.subList(i + 1, line.size()));
                break;
            }
            if (!part.startsWith("--") || part.indexOf(' ') >= 0) {
                words.add(part);
                continue;
            }
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals);
            if (!known.contains(name)) {
                throw new UsageError("There is no option " + name + " here. "
                        + (known.isEmpty() ? "This command has none." : "Options: " + String.join(", ", known) + "."));
            }
            if (equals < 0 && ++i == line.size()) {
                throw new UsageError("Option " + name + " wants a value.");
            }
            String value = equals < 0 ? line.get(i) : part.substring(equals + 1);
            if (options.put(name, value) != null) {
                throw new UsageError("Option " + name + " is given twice.");
            }
        }
        return new Arguments(options, words);
    }

    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The model, as the only word or as an option. */
    Optional<Path> model() {
        Optional<String> option = option("--model");
        if (words.size() + (option.isPresent() ? 1 : 0) > 1) {
            throw new UsageError("One model is enough.");
        }
        return option.or(() -> words.stream().findFirst()).map(Path::of).map(Path::toAbsolutePath);
    }

    /** The same with the model as an option, and no words. */
    Arguments modelAsOption() {
        Map<String, String> all = new LinkedHashMap<>(options);
        model().ifPresent(m -> all.put("--model", m.toString()));
        return new Arguments(all, List.of());
    }

    String oneWord(String whatIsMissing) {
        if (words.size() != 1) {
            throw new UsageError(
                    words.isEmpty() ? whatIsMissing : "One argument is enough; quote it if it has blanks.");
        }
        return words.get(0);
    }

    void noWords() {
        if (!words.isEmpty()) {
            throw new UsageError("There is nothing to do with '" + words.get(0) + "' here.");
        }
    }
}
