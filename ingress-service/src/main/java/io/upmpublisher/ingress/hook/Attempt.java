package io.upmpublisher.ingress.hook;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One attempt of GitHub to deliver (https://docs.github.com/rest/orgs/webhooks#list-deliveries-for-an-organization-webhook).
 *
 * @param id of the attempt
 * @param guid the same in all attempts of a delivery: its {@code X-GitHub-Delivery}
 */
record Attempt(long id, String guid, String event, Instant at, boolean isOk, String status) {

    private static final Pattern GUID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final int MAX_TEXT = 100;

    /** Empty for a ping, of which nothing is kept here, and for what makes no sense. */
    static Optional<Attempt> of(JsonNode item) {
        var guid = item.path("guid").asText();
        var event = item.path("event").asText();
        if (!item.path("id").isIntegralNumber() || !GUID.matcher(guid).matches() || event.equals("ping")) {
            return Optional.empty();
        }
        return time(item).map(at -> new Attempt(item.path("id").longValue(), guid, text(event), at,
                item.path("status_code").asInt() / 100 == 2, text(item.path("status").asText())));
    }

    static Optional<Instant> time(JsonNode item) {
        try {
            return Optional.of(OffsetDateTime.parse(item.path("delivered_at").asText()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static String text(String foreign) {
        var line = foreign.replaceAll("\\p{Cntrl}+", " ");
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }
}
