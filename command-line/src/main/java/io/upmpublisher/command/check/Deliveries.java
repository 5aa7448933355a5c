package io.upmpublisher.command.check;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether what a webhook sent lately has arrived. */
final class Deliveries {

    /** How many are looked at. */
    static final int LATELY = 30;

    private static final int UNAUTHORIZED = 401;

    private Deliveries() {
    }

    /**
     * @param all the newest first
     * @param secretRemedy what helps where ingress does not know the webhook's secret
     */
    static Finding judged(String whose, List<JsonNode> all, String secretRemedy) {
        var failed = all.stream().filter(each -> each.path("status_code").asInt() / 100 != 2).toList();
        if (failed.isEmpty()) {
            return Finding.ok(all.isEmpty() ? whose + " has delivered nothing lately"
                    : "the last " + all.size() + " deliveries of " + whose + " have arrived");
        }
        var newest = failed.getFirst();
        var text = failed.size() + " of the last " + all.size() + " deliveries of " + whose
                + " did not arrive, the newest at " + newest.path("delivered_at").asText() + " ("
                + newest.path("status").asText() + ")";
        var remedy = newest.path("status_code").asInt() == UNAUTHORIZED ? "The secrets differ: " + secretRemedy
                : "Redeliver them from the webhook's settings: GitHub never sends them again by itself.";
        return all.getFirst().equals(newest) ? Finding.wrong(text, remedy) : Finding.warning(text, remedy);
    }
}
