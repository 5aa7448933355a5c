package io.upmpublisher.audit.page.repository;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the API's words are called on pages. What a newer build says is shown as it is. */
final class Words {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final long MEBIBYTE = 1024 * 1024;

    private Words() {
    }

    static String ofStatus(String status) {
        return status.equals("skip") ? "skipped" : status;
    }

    static String ofMode(String mode) {
        return switch (mode) {
            case "publish" -> "publishes";
            case "plan" -> "plans only";
            default -> mode;
        };
    }

    static String ofDecision(String decision) {
        return switch (decision) {
            case "publish" -> "would be published";
            case "skip" -> "nothing to do";
            case "fail" -> "would fail";
            case "hold" -> "would wait for another package";
            default -> decision;
        };
    }

    static String ofSearch(String search) {
        return switch (search) {
            case "search" -> "yes";
            case "all" -> "yes, in the older way (/-/all)";
            case "none" -> "no: packages are added by name";
            default -> "not known";
        };
    }

    static String ofTime(Instant time) {
        return TIME.format(time);
    }

    static String ofBytes(long bytes) {
        return bytes % MEBIBYTE == 0 ? bytes / MEBIBYTE + " MiB" : bytes + " bytes";
    }
}
