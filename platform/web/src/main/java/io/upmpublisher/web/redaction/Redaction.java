package io.upmpublisher.web.redaction;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of a text: those we were given, and whatever has the shape of one. Every pattern starts at a fixed mark and
 * reads on to the end of a run without going back over it, so the time grows with the text only.
 */
public final class Redaction {

    public static final String MARK = "[redacted]";

    /** Shorter values ("upm" as a database password) would take ordinary words out of every line. */
    private static final int SHORTEST_SECRET = 8;
    private static final String END = "\\s\"'<>,;)}\\]";

    private static final List<Shape> SHAPES = List.of(
            new Shape("(?i)(discord(?:app)?\\.com/api/(?:v\\d++/)?webhooks/)[^" + END + "?]++", "$1" + MARK),
            new Shape("(?i)(hooks\\.slack\\.com/[a-z]++/)[^" + END + "]++", "$1" + MARK),
            new Shape("://[^\\s/?#\"'<>]*@", "://" + MARK + "@"),
            new Shape("(?i)((?:proxy-)?authorization[\"']?\\s?[:=]\\s?[\"']?)(?:[a-z]++ )?[^" + END + "]++", "$1" + MARK),
            new Shape("(?i)\\b(bearer|basic) [A-Za-z0-9._~+/=-]{16,}+", "$1 " + MARK),
            new Shape("(?<![A-Za-z0-9])gh[a-z]_[^" + END + "]++", MARK),
            new Shape("(?<![A-Za-z0-9])github_pat_[^" + END + "]++", MARK),
            new Shape("(?<![A-Za-z0-9])npm_[A-Za-z0-9]{20,}+", MARK),
            new Shape("(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,}+\\.[A-Za-z0-9_.-]++", MARK),
            new Shape("-----BEGIN [A-Z ]{0,30}?PRIVATE KEY-----[^-]*+(?:-----END [A-Z ]{0,40}-----)?+", MARK));

    private final @Nullable Pattern known;

    public Redaction(Collection<String> secrets) {
        // The longest first: a secret that begins with another would otherwise leave its rest.
        var usable = secrets.stream().filter(secret -> secret.length() >= SHORTEST_SECRET).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .map(Pattern::quote).toList();
        known = usable.isEmpty() ? null : Pattern.compile(usable.stream().collect(Collectors.joining("|")));
    }

    public String redact(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var redacted = known == null ? text : known.matcher(text).replaceAll(Matcher.quoteReplacement(MARK));
        for (var shape : SHAPES) {
            redacted = shape.pattern.matcher(redacted).replaceAll(shape.replacement);
        }
        return redacted;
    }

    private record Shape(Pattern pattern, String replacement) {

        Shape(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }
}
