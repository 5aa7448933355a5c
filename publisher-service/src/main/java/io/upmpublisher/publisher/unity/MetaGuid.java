package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.tarball.PackageFile;

/** The guid by which other assets refer to the one beside a {@code .meta} file. */
sealed interface MetaGuid {

    record Valid(String guid) implements MetaGuid {
    }

    record Invalid() implements MetaGuid {
    }

    /** Its content is elsewhere, or it is too large to be looked at. */
    record Unread() implements MetaGuid {
    }

    static MetaGuid in(PackageFile meta) throws IOException {
        return Reading.of(meta);
    }

    /** Reads no more than the beginning: a texture's settings may be long, and the guid is in the second line. */
    final class Reading {

        private static final int BEGINNING = 64 * 1024;
        /** The object database gives no beginning of an object without all of it. */
        private static final long MAX_BYTES = 8 << 20;
        private static final Pattern LINE = Pattern.compile("(?m)^guid:[ \\t]*(.*?)[ \\t\\r]*$");
        private static final Pattern GUID = Pattern.compile("[0-9a-f]{32}");
        private static final String NONE = "0".repeat(32);
        private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

        private Reading() {
        }

        private static MetaGuid of(PackageFile meta) throws IOException {
            if (meta.size() > MAX_BYTES) {
                return new Unread();
            }
            try (var content = meta.open()) {
                var text = new String(content.readNBytes(BEGINNING), StandardCharsets.UTF_8);
                if (text.startsWith(LFS_POINTER)) {
                    return new Unread();
                }
                var line = LINE.matcher(text);
                return line.find() && GUID.matcher(line.group(1)).matches() && !line.group(1).equals(NONE)
                        ? new Valid(line.group(1))
                        : new Invalid();
            }
        }
    }
}
