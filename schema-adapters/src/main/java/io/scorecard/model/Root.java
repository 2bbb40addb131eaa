package io.scorecard.model;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.YamlValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * The folder that no file of a model lies outside of.
 *
 * <p>Paths are compared as they really are, with every link followed; {@code ..} is refused wherever
 * it would lead.
 */
final class Root {

    /** What lies there may call itself a regular file, also below a model that lies at the very top. */
    static final List<Path> DEVICES = List.of(Path.of("/dev"), Path.of("/proc"), Path.of("/sys"));

    private final Path folder;

    Root(Path folder) {
        try {
            this.folder = folder.toRealPath();
        } catch (IOException e) {
            throw ErrorCode.BAD_PROPERTY
                    .with("data", "It must be a folder that is there.")
                    .because(e);
        }
        if (!Files.isDirectory(this.folder)) {
            throw ErrorCode.BAD_PROPERTY.with("data", "It must be a folder that is there.");
        }
    }

    Path folder() {
        return folder;
    }

    Path innerFolder(YamlValue value) {
        return inner(value, Files::isDirectory, "folder");
    }

    Path innerFile(YamlValue value, String text) {
        return inner(value, text, Files::isRegularFile, "file");
    }

    /** Windows takes both slashes, also mixed, for the start of another machine's name, and asks it. */
    static boolean isShare(String text) {
        return text.length() > 1 && "/\\".indexOf(text.charAt(0)) >= 0 && "/\\".indexOf(text.charAt(1)) >= 0;
    }

    private Path inner(YamlValue value, Predicate<Path> kind, String word) {
        return inner(value, value.text(), kind, word);
    }

    private Path inner(YamlValue value, String text, Predicate<Path> kind, String word) {
        try {
            boolean outside = isShare(text);
            Path written = Path.of(text);
            for (Path part : written) {
                outside |= part.toString().equals("..");
            }
            Path real = outside ? folder.getRoot() : folder.resolve(written).toRealPath();
            if (outside || !real.startsWith(folder) || DEVICES.stream().anyMatch(real::startsWith)) {
                throw value.wrong("this path leaves the model's root", "Give a path inside it, without '..'.");
            }
            if (!kind.test(real)) {
                throw value.wrong("this is not a " + word, "Give the path of a " + word + " below the model's root.");
            }
            return real;
        } catch (IOException | InvalidPathException e) {
            throw value.wrong(
                            "there is no such " + word,
                            "Paths are relative to the model's root: its folder, or the data folder given at the start.")
                    .because(e);
        }
    }
}
