package io.upmpublisher.publisher.manifest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The parts of a URL that npm looks at, by the WHATWG rules (https://url.spec.whatwg.org/) as far as repository addresses
 * need them. Never fetched.
 */
record WebUrl(String scheme, String user, String password, String host, String path, String hash) {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(//)?([^#]*)(#.*)?", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(?:(.*)@)?([^@/:]*|\\[[0-9A-Fa-f:.]+\\])(?::(\\d{0,5}))?");
    private static final Pattern FORBIDDEN_IN_HOST = Pattern.compile("[\\s<>\\\\^|%\\x00-\\x1f]");
    private static final Set<String> SPECIAL = Set.of("http", "https", "ftp", "ws", "wss", "file");
    private static final int MAX_PORT = 65_535;

    static Optional<WebUrl> parse(String text) {
        var url = URL.matcher(text.strip());
        if (!url.matches()) {
            return Optional.empty();
        }
        var scheme = url.group(1).toLowerCase(Locale.ROOT);
        var hash = Optional.ofNullable(url.group(4)).orElse("");
        var rest = url.group(3);
        if (url.group(2) == null && !SPECIAL.contains(scheme)) {
            return Optional.of(new WebUrl(scheme, "", "", "", withoutQuery(rest), hash));
        }
        rest = SPECIAL.contains(scheme) ? rest.replaceFirst("^[/\\\\]+", "") : rest;
        var end = indexOfAny(rest, "/?");
        var authority = AUTHORITY.matcher(rest.substring(0, end));
        if (!authority.matches()) {
            return Optional.empty();
        }
        var host = authority.group(2);
        var port = Optional.ofNullable(authority.group(3)).filter(digits -> !digits.isEmpty()).map(Integer::parseInt).orElse(0);
        if (port > MAX_PORT || FORBIDDEN_IN_HOST.matcher(host).find()
                || host.isEmpty() && SPECIAL.contains(scheme) && !scheme.equals("file")) {
            return Optional.empty();
        }
        var login = Optional.ofNullable(authority.group(1)).orElse("").split(":", 2);
        return Optional.of(new WebUrl(scheme, login[0], login.length > 1 ? login[1] : "",
                SPECIAL.contains(scheme) ? host.toLowerCase(Locale.ROOT) : host, withoutQuery(rest.substring(end)), hash));
    }

    static boolean isUrl(String text) {
        return parse(text).isPresent();
    }

    /** JavaScript's decodeURIComponent; empty where it would fail. */
    static Optional<String> decode(String text) {
        var bytes = new ByteArrayOutputStream();
        var raw = text.getBytes(StandardCharsets.UTF_8);
        for (var i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            var high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            var low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        return Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }

    /** JavaScript's encodeURIComponent. */
    static String encode(String text) {
        var encoded = new StringBuilder();
        for (var each : text.getBytes(StandardCharsets.UTF_8)) {
            var plain = each >= '0' && each <= '9' || each >= 'A' && each <= 'Z' || each >= 'a' && each <= 'z'
                    || "-_.!~*'()".indexOf(each) >= 0;
            encoded.append(plain ? String.valueOf((char) each) : String.format("%%%02X", each));
        }
        return encoded.toString();
    }

    private static String withoutQuery(String path) {
        return path.substring(0, indexOfAny(path, "?"));
    }

    private static int indexOfAny(String text, String characters) {
        for (var i = 0; i < text.length(); i++) {
            if (characters.indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return text.length();
    }
}
