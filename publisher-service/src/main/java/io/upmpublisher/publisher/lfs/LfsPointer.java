package io.upmpublisher.publisher.lfs;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What Git LFS puts into the repository in place of a content
 * (https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md#the-pointer).
 *
 * @param oid the content's SHA-256 in hexadecimal
 * @param size in bytes
 */
public record LfsPointer(String oid, long size) {

    /** Pointers are smaller than this. */
    public static final int MAX_BYTES = 1_024;

    // The second is what git-lfs wrote before its first release, and still reads.
    private static final List<String> BEGINNINGS = List.of("version https://git-lfs.github.com/spec/",
            "version https://hawser.github.com/spec/");
    private static final Pattern LINE = Pattern.compile("([a-z0-9.-]+) ([^ \\r\\n][^\\r\\n]*)");
    private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern SHA256 = Pattern.compile("sha256:" + OID);
    private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");

    public LfsPointer {
        if (!OID.matcher(oid).matches() || size < 0) {
            throw new IllegalArgumentException("a pointer has a SHA-256 in hexadecimal and a size of at least 0");
        }
    }

    /** What a file's content is. */
    public sealed interface Reading {

        record NoPointer() implements Reading {
        }

        record Valid(LfsPointer pointer) implements Reading {
        }

        /**
         * It begins as a pointer.
         *
         * @param flaw half a sentence
         */
        record Invalid(String flaw) implements Reading {
        }
    }

    public static Reading read(byte[] content) {
        var beginning = new String(content, 0, Math.min(content.length, MAX_BYTES), StandardCharsets.ISO_8859_1);
        if (content.length >= MAX_BYTES || BEGINNINGS.stream().noneMatch(beginning::startsWith)) {
            return new Reading.NoPointer();
        }
        try {
            return parse(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString());
        } catch (CharacterCodingException e) {
            return new Reading.Invalid("is not UTF-8");
        }
    }

    private static Reading parse(String text) {
        if (!text.endsWith("\n")) {
            return new Reading.Invalid("does not end with a line feed");
        }
        var values = new LinkedHashMap<String, String>();
        var last = "";
        for (var line : text.substring(0, text.length() - 1).split("\n", -1)) {
            var pair = LINE.matcher(line);
            if (!pair.matches()) {
                return new Reading.Invalid("has a line that is not a key and a value");
            }
            // The version is first, whatever comes after it.
            if (!values.isEmpty()) {
                if (pair.group(1).compareTo(last) <= 0 || pair.group(1).equals("version")) {
                    return new Reading.Invalid("has keys that repeat or are not in order");
                }
                last = pair.group(1);
            }
            values.put(pair.group(1), pair.group(2));
        }
        return of(values);
    }

    private static Reading of(Map<String, String> values) {
        if (!values.getOrDefault("version", "").endsWith("/spec/v1")) {
            return new Reading.Invalid("has a version other than 1");
        }
        if (values.keySet().stream().anyMatch(key -> key.startsWith("ext-"))) {
            return new Reading.Invalid("needs extensions of Git LFS, which only the committer's machine has");
        }
        if (!SHA256.matcher(values.getOrDefault("oid", "")).matches()) {
            return new Reading.Invalid("has no SHA-256");
        }
        if (!SIZE.matcher(values.getOrDefault("size", "")).matches()) {
            return new Reading.Invalid("has no size");
        }
        return new Reading.Valid(new LfsPointer(values.get("oid").substring("sha256:".length()),
                Long.parseLong(values.get("size"))));
    }
}
