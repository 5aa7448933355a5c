package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The values of {@code 1..5}, {@code 01..10..2} or {@code a..e}. */
final class BraceSequence {

    private static final Pattern PADDED = Pattern.compile("-?0\\d.*");
    private static final int MAX_DIGITS = 9;

    private BraceSequence() {
    }

    static List<String> values(String body) {
        var bounds = List.of(body.split("\\.\\."));
        var letters = Character.isLetter(bounds.getFirst().charAt(0));
        var from = number(bounds.get(0));
        var to = number(bounds.get(1));
        var step = bounds.size() == 3 ? Math.max(Math.abs(number(bounds.get(2))), 1) : 1;
        var width = Math.max(bounds.get(0).length(), bounds.get(1).length());
        var padded = bounds.stream().anyMatch(bound -> PADDED.matcher(bound).matches());
        if (Math.abs(to - from) / step >= BraceExpansion.MAX_RESULTS) {
            throw new GlobTooComplexException("the braces of a pattern stand for too many patterns");
        }
        var values = new ArrayList<String>();
        for (var i = from; from <= to ? i <= to : i >= to; i += from <= to ? step : -step) {
            values.add(letters ? letter((char) i) : padded ? pad(i, width) : Long.toString(i));
        }
        return values;
    }

    private static long number(String bound) {
        if (Character.isLetter(bound.charAt(0))) {
            return bound.charAt(0);
        }
        if (bound.length() > MAX_DIGITS) {
            throw new GlobTooComplexException("a number in the braces of a pattern is too large");
        }
        return Long.parseLong(bound);
    }

    private static String letter(char letter) {
        return letter == '\\' ? "" : String.valueOf(letter);
    }

    private static String pad(long number, int width) {
        var digits = Long.toString(Math.abs(number));
        var sign = number < 0 ? "-" : "";
        return sign + "0".repeat(Math.max(0, width - digits.length() - sign.length())) + digits;
    }
}
