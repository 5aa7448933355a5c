package io.upmpublisher.publisher.manifest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

import io.upmpublisher.publisher.manifest.Finding.Code;
import io.upmpublisher.publisher.manifest.Finding.Place;

/** The bytes of a manifest as text: Jackson would guess UTF-16 or UTF-32 from them; npm knows UTF-8 only. */
final class ManifestText {

    private static final int LARGE = 64 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ManifestText() {
    }

    /** Without a byte order mark, and with replacement characters where npm puts them. */
    static String of(byte[] content, Findings findings) {
        var text = new String(content, StandardCharsets.UTF_8);
        if (content.length > LARGE) {
            findings.add(Finding.of(Code.MANIFEST_LARGE, "", "package.json has more than 64 KiB, which the registry keeps and "
                    + "sends for each version anew",
                    "Move data that is not the package's description into a file of its own."));
        }
        if (text.indexOf('\uFFFD') >= 0) {
            checkEncoding(content, findings);
        }
        if (!text.startsWith(BYTE_ORDER_MARK)) {
            return text;
        }
        findings.add(Finding.at(Code.MANIFEST_BYTE_ORDER_MARK, new Place(1, 1), "package.json begins with a byte order mark",
                "Save it as UTF-8 without one; some tools do not read it."));
        return text.substring(1);
    }

    private static void checkEncoding(byte[] content, Findings findings) {
        var bytes = ByteBuffer.wrap(content);
        var characters = CharBuffer.allocate(content.length);
        var result = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT).decode(bytes, characters, true);
        if (result.isError()) {
            var before = characters.flip().toString();
            var line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            findings.add(Finding.at(Code.MANIFEST_ENCODING_INVALID, new Place(line, before.length() - before.lastIndexOf('\n')),
                    "package.json is not UTF-8; what it cannot be read as is replaced", "Save it as UTF-8."));
        }
    }
}
