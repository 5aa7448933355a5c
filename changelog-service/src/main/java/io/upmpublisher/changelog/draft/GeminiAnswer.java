package io.upmpublisher.changelog.draft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.changelog.draft.ChangelogModel.Answer;
import io.upmpublisher.events.CommitId;

/** Takes from Gemini's answer what holds, and nothing else. */
final class GeminiAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_BULLETS = 60;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{7,40}");

    private final DraftRequest request;

    private GeminiAnswer(DraftRequest request) {
        this.request = request;
    }

    static Answer read(JsonNode body, DraftRequest request) {
        var blocked = body.path("promptFeedback").path("blockReason");
        if (!blocked.isMissingNode()) {
            return new Answer.Unusable("the model was not allowed to read the commits (" + word(blocked) + ")");
        }
        var candidate = body.path("candidates").path(0);
        if (!candidate.path("finishReason").asText().equals("STOP")) {
            return new Answer.Unusable("the model did not finish its answer (" + word(candidate.path("finishReason")) + ")");
        }
        var text = new StringBuilder();
        candidate.path("content").path("parts").forEach(part -> text.append(part.path("text").asText()));
        try {
            return new GeminiAnswer(request).read(JSON.readTree(text.toString()).path("bullets"));
        } catch (JsonProcessingException e) {
            return new Answer.Unusable("the model's answer is not the JSON that it was asked for");
        }
    }

    private Answer read(JsonNode bullets) {
        if (!bullets.isArray()) {
            return new Answer.Unusable("the model's answer has not the form that it was asked for");
        }
        var kept = new ArrayList<Bullet>();
        for (var bullet : bullets) {
            if (kept.size() < MAX_BULLETS) {
                read(bullet, kept);
            }
        }
        return kept.isEmpty() ? new Answer.Unusable("no bullet of the model's answer cites a commit of the version")
                : new Answer.Drafted(kept);
    }

    private void read(JsonNode bullet, List<Bullet> kept) {
        var section = Arrays.stream(Section.values())
                .filter(each -> each.title().equalsIgnoreCase(bullet.path("section").asText())).findFirst();
        var commits = new LinkedHashSet<CommitId>();
        for (var cited : bullet.path("commits")) {
            var commit = commit(cited.asText());
            if (commit.isEmpty()) {
                // It claims to know more than it was told: then the rest of it is not to be trusted either.
                return;
            }
            commits.add(commit.get());
        }
        var text = PlainText.of(bullet.path("text").asText());
        if (section.isPresent() && !commits.isEmpty() && !text.isEmpty()) {
            kept.add(new Bullet(section.get(), bullet.path("breaking").asBoolean(), text, List.copyOf(commits)));
        }
    }

    private Optional<CommitId> commit(String id) {
        return ID.matcher(id).matches()
                ? request.commits().stream().map(each -> each.id()).filter(each -> each.value().startsWith(id)).findFirst()
                : Optional.empty();
    }

    private static String word(JsonNode value) {
        var text = value.asText();
        return text.matches("[A-Z_]{1,60}") ? text : "without a reason";
    }
}
