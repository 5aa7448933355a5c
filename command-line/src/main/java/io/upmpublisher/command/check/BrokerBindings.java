package io.upmpublisher.command.check;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.upmpublisher.command.check.Definitions.Binding;
import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Variable;

/** Which events reach which queue. AMQP cannot list bindings; the broker's management API can. */
final class BrokerBindings {

    private BrokerBindings() {
    }

    static List<Finding> look(Surroundings here, Definitions definitions, String virtualHost) throws InterruptedException {
        var management = here.settings().url(Variable.RABBITMQ_MANAGEMENT_URL);
        if (management.isEmpty()) {
            return List
                    .of(Finding.notAsked("the bindings", "Set RABBITMQ_MANAGEMENT_URL where the management plug-in runs. The "
                            + "services declare bindings at each start (UPM_DECLARE_TOPOLOGY)."));
        }
        var user = here.settings().get(Variable.RABBITMQ_USER, "guest") + ":"
                + here.settings().get(Variable.RABBITMQ_PASSWORD, "guest");
        var basic = "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        var address = URI.create(management.get() + "/api/bindings/" + URLEncoder.encode(virtualHost, StandardCharsets.UTF_8));
        return List.of(switch (here.http().get(address, Map.of("Authorization", basic))) {
            case Reply.Unanswered(var reason) -> Finding.wrong("the broker's management API was not reached: " + reason,
                    "Correct RABBITMQ_MANAGEMENT_URL, or leave it out.");
            case Reply.Answered answer when answer.isSuccess() -> judged(definitions, answer);
            case Reply.Answered answer -> Finding.notAsked("the bindings",
                    "The management API answers " + answer.status() + ": the user needs the tag monitoring.");
        });
    }

    private static Finding judged(Definitions definitions, Reply.Answered answer) {
        var present = Definitions.each(answer.json()).map(Binding::of).collect(Collectors.toSet());
        var missing = definitions.bindings().stream().filter(each -> !present.contains(each))
                .map(each -> each.key() + " to " + each.destination()).toList();
        return missing.isEmpty() ? Finding.ok(definitions.bindings().size() + " bindings are as they should be")
                : Finding.wrong("not bound: " + String.join(", ", missing),
                        "Start the services, which bind what is missing, or import deploy/broker/definitions.json.");
    }
}
