package io.upmpublisher.publisher.unity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import io.upmpublisher.publisher.lfs.LfsPointer;
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
        private static final String KEY = "\nguid:";
        /** A guid has 32 characters; what is longer than this is none. */
        private static final int MAX_LINE = 200;
        private static final Pattern GUID = Pattern.compile("[0-9a-f]{32}");
        private static final String NONE = "0".repeat(32);

        private Reading() {
        }

        private static MetaGuid of(PackageFile meta) throws IOException {
            if (meta.isElsewhere() || meta.size() > MAX_BYTES) {
                return new Unread();
            }
            try (var content = meta.open()) {
                var bytes = content.readNBytes(BEGINNING);
                if (!(LfsPointer.read(bytes) instanceof LfsPointer.Reading.NoPointer)) {
                    return new Unread();
                }
                var text = new String(bytes, StandardCharsets.UTF_8);
                var guid = guidIn("\n" + text);
                return GUID.matcher(guid).matches() && !guid.equals(NONE) ? new Valid(guid) : new Invalid();
            }
        }

        // No pattern: on a hostile line it would take as long as the line is long, squared.
        private static String guidIn(String text) {
            var key = text.indexOf(KEY);
            if (key < 0) {
                return "";
            }
            var start = key + KEY.length();
            var end = text.indexOf('\n', start);
            var line = text.substring(start, Math.min(end < 0 ? text.length() : end, start + MAX_LINE));
            return line.strip();
        }
    }
}
