package io.upmpublisher.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Why a path of a repository is not safe to unpack somewhere else. */
public enum PathFlaw {
    NOT_UTF8,
    /** An empty segment: an absolute path, a doubled or a trailing slash. */
    EMPTY_SEGMENT,
    /** {@code .} or {@code ..} */
    DOT_SEGMENT,
    GIT_FOLDER,
    CONTROL_CHARACTER,
    /** A separator on Windows. */
    BACKSLASH,
    /** A second file of the same path. */
    DUPLICATE;

    /** Git lets anybody write any bytes into a tree; only its own commands refuse such names. */
    static Optional<PathFlaw> of(byte[] path) {
        try {
            return of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(path)).toString());
        } catch (CharacterCodingException e) {
            return Optional.of(NOT_UTF8);
        }
    }

    private static Optional<PathFlaw> of(String path) {
        for (var segment : path.split("/", -1)) {
            if (segment.isEmpty()) {
                return Optional.of(EMPTY_SEGMENT);
            }
            if (segment.equals(".") || segment.equals("..")) {
                return Optional.of(DOT_SEGMENT);
            }
            if (segment.equalsIgnoreCase(".git")) {
                return Optional.of(GIT_FOLDER);
            }
        }
        if (path.chars().anyMatch(Character::isISOControl)) {
            return Optional.of(CONTROL_CHARACTER);
        }
        return path.indexOf('\\') < 0 ? Optional.empty() : Optional.of(BACKSLASH);
    }
}
