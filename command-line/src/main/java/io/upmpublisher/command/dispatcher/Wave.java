package io.upmpublisher.command.dispatcher;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

import io.upmpublisher.events.RepositoryName;

/**
 * How much of a roll-out: each wave holds those before it. Whose turn it is depends on the name alone, so that a repository
 * which comes later pushes none out of its wave by much, and owners are mixed.
 */
enum Wave {
    PILOT("pilot", 0),
    QUARTER("25", 25),
    HALF("50", 50),
    THREE_QUARTERS("75", 75),
    ALL("100", 100);

    private static final int MOST_PILOTS = 3;
    private static final int OF_EACH_PILOT = 10;

    private final String text;
    private final int percent;

    Wave(String text, int percent) {
        this.text = text;
        this.percent = percent;
    }

    static Wave parse(String text) {
        for (var wave : values()) {
            if (wave.text.equals(text)) {
                return wave;
            }
        }
        throw new IllegalArgumentException("a wave is pilot, 25, 50, 75 or 100");
    }

    List<RepositoryName> of(List<RepositoryName> all) {
        var ordered = all.stream().distinct()
                .sorted(Comparator.comparing(Wave::turn).thenComparing(RepositoryName::key)).toList();
        return ordered.subList(0, Math.min(size(ordered.size()), ordered.size()));
    }

    private int size(int all) {
        var pilots = Math.clamp(1 + all / OF_EACH_PILOT, 1, MOST_PILOTS);
        return Math.max(pilots, Math.ceilDiv(all * percent, 100));
    }

    private static String turn(RepositoryName repository) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(repository.key().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
