package io.upmpublisher.ingress.head;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.delivery.ArrivalJson;
import io.upmpublisher.ingress.delivery.DeliveryReader;
import io.upmpublisher.ingress.request.GitRef;
import io.upmpublisher.ingress.request.Push;
import io.upmpublisher.ingress.request.Reading;

/** Stands for a push of which nothing came in: kept and decided on like one, under an id that is the same for the same push. */
record MissedPush(String repository, String ref, @Nullable String before, String after) {

    private static final String EVENT = "push";
    private static final String ID = "reconcile-";

    static MissedPush of(RepositoryName repository, String branch, Optional<CommitId> before, CommitId after) {
        return new MissedPush(repository.toString(), "refs/heads/" + branch, before.map(CommitId::value).orElse(null),
                after.value());
    }

    Arrival toArrival() throws JsonProcessingException {
        var name = RepositoryName.parse(repository);
        var what = String.join(" ", name.key(), ref, String.valueOf(before), after);
        return new Arrival(ID + UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8)), Arrival.Kind.RECONCILED, EVENT,
                Optional.of(name), Map.of(), ArrivalJson.MAPPER.writeValueAsBytes(this));
    }

    /** It names no commits, so that nothing is concluded from what they touch. */
    Reading toReading() {
        return new Reading.Pushed(new Push(RepositoryName.parse(repository), new GitRef(ref),
                Optional.ofNullable(before).map(CommitId::of), Optional.of(CommitId.of(after)), false, List.of(),
                Optional.empty(), Optional.empty(), Optional.empty()));
    }

    /** For replays. */
    @ApplicationScoped
    static class Reader implements DeliveryReader {

        @Override
        public Arrival.Kind reads() {
            return Arrival.Kind.RECONCILED;
        }

        @Override
        public Reading read(Arrival arrival) throws JsonProcessingException {
            return ArrivalJson.read(arrival.body(), MissedPush.class).toReading();
        }

        @Override
        public Optional<RepositoryName> repositoryOf(Arrival arrival) {
            return arrival.target();
        }
    }
}
