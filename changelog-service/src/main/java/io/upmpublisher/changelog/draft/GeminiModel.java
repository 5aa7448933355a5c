package io.upmpublisher.changelog.draft;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;

/** Google Gemini by {@code generateContent}. */
final class GeminiModel implements ChangelogModel {

    private static final Duration USUAL_REST = Duration.ofMinutes(1);
    private static final Duration LONGEST_REST = Duration.ofHours(1);

    private final JsonApi api;
    private final String model;
    private final ModelQuota quota;

    GeminiModel(JsonApi api, String model, ModelQuota quota) {
        if (!model.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,99}")) {
            throw new IllegalArgumentException("GEMINI_MODEL is the name of a model, as in gemini-3.8-flash");
        }
        this.api = api;
        this.model = model;
        this.quota = quota;
    }

    @Override
    public Answer draft(DraftRequest request) throws InterruptedException {
        if (!quota.take()) {
            return new Answer.Unusable("the quota for the model is used up for now");
        }
        try {
            var answer = api.post("/v1beta/models/" + model + ":generateContent", GeminiPrompt.of(request));
            return switch (answer.status()) {
                case 200 -> GeminiAnswer.read(answer.body(), request);
                case 429 -> exhausted(answer.body());
                case 404 -> new Answer.Unusable("there is no model " + model + "; set GEMINI_MODEL to one that there is");
                case 400, 401, 403 -> new Answer.Unusable("Gemini refused the request with " + answer.status()
                        + "; check GEMINI_API_KEY and GEMINI_MODEL");
                default -> new Answer.Unusable("Gemini answered " + answer.status());
            };
        } catch (IOException e) {
            return new Answer.Unusable("Gemini was asked without success: " + e.getMessage());
        }
    }

    // RetryInfo comes with daily quotas too, where to wait that long helps nothing: the quota's id tells them apart.
    private Answer exhausted(JsonNode body) {
        var details = body.path("error").path("details");
        var isDaily = StreamSupport.stream(details.spliterator(), false)
                .flatMap(detail -> StreamSupport.stream(detail.path("violations").spliterator(), false))
                .anyMatch(violation -> violation.path("quotaId").asText().contains("PerDay"));
        if (isDaily) {
            quota.restForToday();
            return new Answer.Unusable("the model's quota for today is used up");
        }
        quota.restFor(retryDelay(details));
        return new Answer.Unusable("the model's quota is used up for a while");
    }

    private static Duration retryDelay(JsonNode details) {
        return StreamSupport.stream(details.spliterator(), false).map(detail -> detail.path("retryDelay").asText())
                .filter(delay -> delay.matches("\\d{1,6}(\\.\\d{1,9})?s")).findFirst()
                .map(delay -> Duration.parse("PT" + delay.toUpperCase(java.util.Locale.ROOT)))
                .flatMap(delay -> delay.isPositive() && delay.compareTo(LONGEST_REST) <= 0 ? Optional.of(delay)
                        : Optional.empty())
                .orElse(USUAL_REST);
    }
}
