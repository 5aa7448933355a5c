package io.upmpublisher.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Turns UTF-8 into the encoding of {@code working-tree-encoding}, with the bytes that git's iconv (glibc) gives on Linux. */
final class TreeEncoding implements TransformedStream.Step {
    private static final int CHUNK = 8192;
    private static final byte[] LITTLE_ENDIAN_MARK = { (byte) 0xff, (byte) 0xfe };
    private static final byte[] BIG_ENDIAN_MARK = { (byte) 0xfe, (byte) 0xff };
    /** Those whose tables are the same in Java and in glibc for every character; those of East Asia are not. */
    private static final Set<String> SAME_EVERYWHERE = Set.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "US-ASCII",
            "ISO-8859-1", "ISO-8859-2", "ISO-8859-5", "ISO-8859-7", "ISO-8859-9", "ISO-8859-13", "ISO-8859-15", "windows-1250",
            "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1257", "KOI8-R", "KOI8-U", "IBM437",
            "IBM850", "IBM866", "GB2312");
    /** What glibc means by names under which Java has another byte order, and what git adds to them. */
    private static final Map<String, String> BY_GLIBC = Map.of("16", "x-UTF-16LE-BOM", "32", "X-UTF-32LE-BOM");

    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private final CharsetEncoder encoder;
    private final byte[] mark;
    private final CharBuffer characters = CharBuffer.allocate(CHUNK);
    private final ByteBuffer encoded = ByteBuffer.allocate(CHUNK);
    private ByteBuffer undecoded = ByteBuffer.allocate(0);
    private boolean marked;

    private TreeEncoding(Charset charset, byte[] mark) {
        this.encoder = charset.newEncoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.mark = mark;
        characters.limit(0);
    }

    /**
     * @throws GitException for an encoding that is unknown, or of which it is not known that the bytes would be git's
     */
    static TreeEncoding of(String name) {
        var utf = utf(name);
        if (utf.equals("16LE-BOM")) {
            return new TreeEncoding(StandardCharsets.UTF_16LE, LITTLE_ENDIAN_MARK);
        }
        if (utf.equals("16BE-BOM")) {
            return new TreeEncoding(StandardCharsets.UTF_16BE, BIG_ENDIAN_MARK);
        }
        if (BY_GLIBC.containsKey(utf)) {
            return new TreeEncoding(Charset.forName(BY_GLIBC.get(utf)), new byte[0]);
        }
        try {
            var charset = Charset.forName(name.equalsIgnoreCase("latin-1") ? "ISO-8859-1" : name);
            if (SAME_EVERYWHERE.contains(charset.name())) {
                return new TreeEncoding(charset, new byte[0]);
            }
        } catch (IllegalArgumentException e) {
            throw unsupported(e);
        }
        throw unsupported(null);
    }

    static boolean isUtf8(String name) {
        return utf(name).equals("8");
    }

    @Override
    public void take(byte[] chunk, int length, ByteArrayOutputStream out) throws IOException {
        mark(out);
        var input = ByteBuffer.allocate(undecoded.remaining() + length).put(undecoded).put(chunk, 0, length).flip();
        convert(input, false, out);
        // The beginning of a character of which the rest comes with the next piece.
        undecoded = ByteBuffer.allocate(input.remaining()).put(input).flip();
    }

    @Override
    public void end(ByteArrayOutputStream out) throws IOException {
        mark(out);
        convert(undecoded, true, out);
        while (encoder.flush(encoded.clear()).isOverflow()) {
            write(out);
        }
        write(out);
    }

    private void convert(ByteBuffer input, boolean last, ByteArrayOutputStream out) throws IOException {
        CoderResult decoding;
        do {
            characters.compact();
            decoding = decoder.decode(input, characters, last);
            fail(decoding);
            characters.flip();
            CoderResult encoding;
            do {
                encoding = encoder.encode(characters, encoded.clear(), last && decoding.isUnderflow());
                fail(encoding);
                write(out);
            } while (encoding.isOverflow());
        } while (decoding.isOverflow());
    }

    private static void fail(CoderResult result) throws IOException {
        if (result.isError()) {
            result.throwException();
        }
    }

    private void write(ByteArrayOutputStream out) {
        out.write(encoded.array(), 0, encoded.position());
    }

    private void mark(ByteArrayOutputStream out) {
        if (!marked) {
            out.writeBytes(mark);
            marked = true;
        }
    }

    /** The part of a name after "UTF" or "UTF-", in upper case; empty for others. */
    private static String utf(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return upper.startsWith("UTF-") ? upper.substring(4) : upper.startsWith("UTF") ? upper.substring(3) : "";
    }

    private static GitException unsupported(@org.jspecify.annotations.Nullable Throwable thrown) {
        return new GitException(GitFault.ENCODING_UNSUPPORTED,
                "The encoding of an attribute working-tree-encoding is not supported", thrown);
    }
}
