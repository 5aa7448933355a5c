package io.upmpublisher.audit.page.session;

import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;
import io.vertx.ext.web.RoutingContext;

/** Sessions live in their cookies alone: any replica knows them, none remembers them. */
@ApplicationScoped
class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final String ATTRIBUTE = Session.class.getName();

    private final SessionConfig config;
    private final SessionSeal seal;
    private final Clock clock;

    Sessions(SessionConfig config, Clock clock) {
        this.config = config;
        this.seal = new SessionSeal(keys(config.keys().orElse(List.of())));
        this.clock = clock;
    }

    /** At the start, so that a mistake stops the service instead of the first sign-in. */
    void check(@Observes StartupEvent start) {
        if (config.keys().isEmpty()) {
            LOG.info(
                    "UPM_SESSION_KEY is not set: sessions of the pages end with this process, and are unknown to other replicas");
        }
    }

    /**
     * @return the cookie to send
     */
    String begin(String token, RoutingContext context) {
        var session = seal.begin(token, clock.instant().plus(config.lifetime()));
        return SessionCookie.carrying(seal.seal(session), config.lifetime(), context.request());
    }

    /** Looks for a session in the request's cookies, and keeps it for {@link #of}. */
    Optional<Session> find(RoutingContext context) {
        var session = SessionCookie.valuesIn(context.request()).stream()
                .flatMap(value -> seal.open(value, clock.instant()).stream()).findFirst();
        session.ifPresent(found -> context.put(ATTRIBUTE, found));
        return session;
    }

    static Optional<Session> of(RoutingContext context) {
        return Optional.ofNullable(context.get(ATTRIBUTE));
    }

    private static List<byte[]> keys(List<String> configured) {
        return configured.isEmpty() ? List.of(SessionSeal.randomKey())
                : IntStream.range(0, configured.size()).mapToObj(at -> key(configured.get(at), at + 1)).toList();
    }

    private static byte[] key(String text, int position) {
        try {
            var key = Base64.getDecoder().decode(text.strip());
            if (key.length == SessionSeal.KEY_BYTES) {
                return key;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidSessionKeyException(position);
        }
        throw new InvalidSessionKeyException(position);
    }
}
