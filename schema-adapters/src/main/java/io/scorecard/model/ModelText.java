package io.scorecard.model;

import io.scorecard.functions.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A model as text.
 *
 * <p>The file's path may come from a URL that a stranger wrote: only a real, regular file that is
 * called {@code .yaml} is opened, no more than a mebibyte of it is read, and nothing of it is shown.
 *
 * @param name the file's name without its folder
 * @param ownerOnly whether nobody but the file's owner can read it
 */
record ModelText(String name, String text, Path root, boolean ownerOnly) {

    private static final int LONGEST = 1 << 20;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    static ModelText of(Path file, Optional<Path> root) {
        String name = String.valueOf(file.getFileName());
        try {
            Path real = file.toRealPath();
            boolean yaml = List.of(file, real).stream()
                    .allMatch(
                            f -> f.toString().endsWith(".yaml") || f.toString().endsWith(".yml"));
            if (!yaml || !Files.isRegularFile(real) || Root.DEVICES.stream().anyMatch(real::startsWith)) {
                throw ErrorCode.MODEL_NOT_FOUND.with(name);
            }
            return new ModelText(name, text(name, real), root.orElse(real.getParent()), ownerOnly(real));
        } catch (IOException | SecurityException e) {
            throw ErrorCode.MODEL_NOT_FOUND.with(name).because(e);
        }
    }

    private static String text(String name, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw ErrorCode.MODEL_NOT_FOUND.with(name);
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw ErrorCode.BAD_YAML
                    .with(name, "the file is not UTF-8.", "Save it as UTF-8.")
                    .because(e);
        }
    }

    private static boolean ownerOnly(Path file) throws IOException {
        if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
            return true;
        }
        return OWNER.containsAll(Files.getPosixFilePermissions(file));
    }

    /** Without the text, which may hold a secret. */
    @Override
    public String toString() {
        return name;
    }

    /** What the model is called where it does not say so. */
    String stem() {
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** The same for the same text over the same folder. */
    String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(root.toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
