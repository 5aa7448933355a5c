package io.upmpublisher.ingress.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.request.IgnoreCode;

/** Ignored deliveries whose bodies are still there, as a query of them. */
record ReplayFilter(Optional<RepositoryName> repository, Optional<IgnoreCode> code, Optional<Instant> since,
        Optional<Instant> until) {

    List<String> conditions() {
        var conditions = new ArrayList<>(List.of("d.decision = :decision",
                "exists (select 1 from DeliveryBody b where b.delivery = d.id)"));
        repository.ifPresent(name -> conditions.add("d.repositoryKey = :repository"));
        code.ifPresent(ignored -> conditions.add("d.code = :code"));
        since.ifPresent(time -> conditions.add("d.receivedAt >= :since"));
        until.ifPresent(time -> conditions.add("d.receivedAt < :until"));
        return conditions;
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("decision", Delivery.Decision.IGNORED);
        repository.ifPresent(name -> parameters.put("repository", name.key()));
        code.ifPresent(ignored -> parameters.put("code", ignored.name()));
        since.ifPresent(time -> parameters.put("since", time));
        until.ifPresent(time -> parameters.put("until", time));
        return parameters;
    }
}
