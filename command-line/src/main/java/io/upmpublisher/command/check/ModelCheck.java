package io.upmpublisher.command.check;

import java.net.URI;
import java.util.List;
import java.util.Map;

import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Variable;

/** Whether the model that words changelogs is there; it is not asked for words. */
final class ModelCheck implements Check {

    private static final URI GEMINI = URI.create("https://generativelanguage.googleapis.com");
    private static final String MODEL = "gemini-3.8-flash";

    @Override
    public String name() {
        return "model";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException {
        var key = here.value(Variable.GEMINI_API_KEY);
        if (key.isEmpty()) {
            return List.of(Finding.notAsked("the model", "GEMINI_API_KEY is not set: changelogs are made of commits."));
        }
        var base = here.settings().url(Variable.GEMINI_API_URL).orElse(GEMINI);
        if (!here.settings().isProtected(base)) {
            return List.of(Finding.notAsked("the model", "Without TLS the key would be sent for all to read."));
        }
        var model = here.settings().get(Variable.GEMINI_MODEL, MODEL);
        if (!model.matches("[A-Za-z0-9._-]+")) {
            return List.of(Finding.wrong("GEMINI_MODEL is no model's name", "Write it as in " + MODEL + "."));
        }
        return List.of(judged(model, here.http().get(URI.create(base + "/v1beta/models/" + model),
                Map.of("x-goog-api-key", key.get()))));
    }

    private static Finding judged(String model, Reply reply) {
        return switch (reply) {
            case Reply.Unanswered(var reason) -> Finding.warning("the model was not reached: " + reason,
                    "Until it is, changelogs are made of commits.");
            case Reply.Answered answer when answer.isSuccess() ->
                Finding.ok("the model " + model + " is there for GEMINI_API_KEY");
            case Reply.Answered answer when answer.status() == 404 -> Finding.wrong("there is no model " + model,
                    "Correct GEMINI_MODEL; until then changelogs are made of commits.");
            case Reply.Answered answer when answer.status() == 400 || answer.status() == 401 || answer.status() == 403 ->
                Finding.wrong("GEMINI_API_KEY is not accepted (" + answer.status() + ")",
                        "Make a new key; until then changelogs are made of commits.");
            case Reply.Answered answer -> Finding.warning("the model's API answers " + answer.status(),
                    "Look again later: limits and outages pass.");
        };
    }
}
