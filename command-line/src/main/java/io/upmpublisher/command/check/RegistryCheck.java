package io.upmpublisher.command.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Variable;

/** Whether the registry is there, knows the token, and would take packages. */
final class RegistryCheck implements Check {

    @Override
    public String name() {
        return "registry";
    }

    @Override
    public List<Finding> look(Surroundings here) throws InterruptedException {
        var base = here.settings().url(Variable.UPM_REGISTRY);
        if (base.isEmpty()) {
            return List.of(Finding.notAsked("the registry", "Set UPM_REGISTRY and NPM_TOKEN."));
        }
        if (!here.settings().isProtected(base.get())) {
            return List.of(Finding.notAsked("the registry", "Without TLS the token would be sent for all to read."));
        }
        var ping = here.get(URI.create(base.get() + "/-/ping"));
        if (ping instanceof Reply.Unanswered(var reason)) {
            return List.of(Finding.wrong("the registry " + base.get() + " was not reached: " + reason,
                    "See whether it runs, and correct UPM_REGISTRY."));
        }
        var findings = new ArrayList<Finding>();
        var status = ((Reply.Answered) ping).status();
        findings.add(status == 200 ? Finding.ok("the registry " + base.get() + " answers")
                : Finding.warning("the registry " + base.get() + " answers " + status + " to a ping",
                        "Some know none; if others do answer here, see whether UPM_REGISTRY is the registry's whole address."));
        var token = here.value(Variable.NPM_TOKEN);
        if (token.isEmpty()) {
            findings.add(Finding.notAsked("the registry's token", "Set NPM_TOKEN."));
            return findings;
        }
        findings.add(holder(here.get(URI.create(base.get() + "/-/whoami"), token.get())));
        findings.add(search(here.get(URI.create(base.get() + "/-/v1/search?text=upm&size=1"), token.get())));
        findings.addAll(rights(here, base.get(), token.get()));
        return findings;
    }

    // A registry answers 200 to a token that it does not know, too: then without a name.
    private static Finding holder(Reply reply) {
        return switch (reply) {
            case Reply.Unanswered(var reason) -> Finding.wrong("the registry did not say whose NPM_TOKEN is: " + reason,
                    "Look into the registry's log.");
            case Reply.Answered answer when answer.status() == 404 -> Finding.notAsked("whose NPM_TOKEN is",
                    "This registry does not know the question.");
            case Reply.Answered answer -> {
                var name = answer.json().path("username").asText();
                yield answer.isSuccess() && !name.isEmpty() ? Finding.ok("NPM_TOKEN is one of " + name)
                        : Finding.wrong("the registry does not accept NPM_TOKEN (" + answer.status() + ")",
                                "Make a new token there, and set it.");
            }
        };
    }

    private static Finding search(Reply reply) {
        return reply instanceof Reply.Answered answer && answer.isSuccess() && answer.json().path("objects").isArray()
                ? Finding.ok("it can be searched, as Unity's Package Manager does")
                : Finding.warning("the registry's search does not work",
                        "Packages can be installed by name, but Unity's Package Manager lists none: see the registry's settings.");
    }

    private static List<Finding> rights(Surroundings here, URI base, String token) throws InterruptedException {
        if (here.packageName().isEmpty()) {
            return List.of(Finding.notAsked("whether NPM_TOKEN may publish", "--package NAME asks it, for one package."));
        }
        var name = here.packageName().get();
        var address = URI.create(base + "/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("%40", "@"));
        // No document at all: whoever may publish is told that it is none, whoever may not, that he may not.
        var reply = here.http().put(address, Map.of("Authorization", "Bearer " + token), "[]");
        return List.of(reply instanceof Reply.Answered answer ? judged(name, answer)
                : Finding.notAsked("whether NPM_TOKEN may publish " + name, ((Reply.Unanswered) reply).reason()),
                BodyLimit.look(base, name, token, here.patience()));
    }

    private static Finding judged(String name, Reply.Answered answer) {
        return switch (answer.status()) {
            case 401, 403 -> Finding.wrong("NPM_TOKEN may not publish " + name + " (" + answer.status() + ")",
                    "Give its user the right to, in the registry's settings.");
            case 400, 422 -> Finding.ok("NPM_TOKEN may publish " + name);
            default -> Finding.notAsked("whether NPM_TOKEN may publish " + name,
                    "The registry answers " + answer.status() + " to the question; the first publish shows it.");
        };
    }
}
