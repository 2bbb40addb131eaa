package io.scorecard.driver;

import io.scorecard.functions.ErrorCode;
import io.scorecard.functions.ScorecardException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The one model file that a connection names, at one state of its content.
 *
 * <p>What is not a plain path is refused by its text alone, before any file is touched: a scheme
 * ({@code inline:}, {@code http:}), a share, a device.
 */
record ModelFile(Path path, long lastModified, long size) {

    private static final long MAX_BYTES = 1 << 20;

    /**
     * @param within the folder that every model must lie in, or "" for anywhere
     * @throws ScorecardException 1005, or 1002 for what is no path
     */
    static ModelFile of(String text, String within) {
        requirePlain(text);
        try {
            Path path = Path.of(text).toRealPath();
            if (!within.isEmpty() && !path.startsWith(Path.of(within).toRealPath())) {
                throw notReadable(text);
            }
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            boolean regular = attributes.isRegularFile() && !isDevice(path.toString());
            if (!regular || attributes.size() > MAX_BYTES || !Files.isReadable(path)) {
                throw notReadable(text);
            }
            return new ModelFile(path, attributes.lastModifiedTime().toMillis(), attributes.size());
        } catch (IOException | InvalidPathException absent) {
            throw notReadable(text);
        }
    }

    private static void requirePlain(String text) {
        String drive = text.matches("(?s)[A-Za-z]:[\\\\/].*") ? text.substring(2) : text;
        boolean plain = text.endsWith(".yaml")
                && text.length() <= 4096
                && drive.indexOf(':') < 0
                && text.chars().noneMatch(Character::isISOControl)
                && !isShare(text)
                && !isDevice(text);
        if (!plain) {
            throw ErrorCode.BAD_PROPERTY.with("model", "Write the path of a .yaml file, or sample.");
        }
    }

    /** Windows takes both slashes, also mixed, for the start of another machine's name, and asks it. */
    private static boolean isShare(String text) {
        return text.length() > 1 && "/\\".indexOf(text.charAt(0)) >= 0 && "/\\".indexOf(text.charAt(1)) >= 0;
    }

    /** What lies there may call itself a regular file. */
    private static boolean isDevice(String path) {
        return path.matches("(?s)/+(dev|proc|sys)/.*");
    }

    /** Only the file's name is told: folders may be nobody's business. */
    private static ScorecardException notReadable(String text) {
        return ErrorCode.MODEL_NOT_FOUND.with(new File(text).getName());
    }
}
