package io.upmpublisher.command.check;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executors;

import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.Variable;

/** Whether the certificates of all addresses with https are trusted, and for how long yet. */
final class CertificatesCheck implements Check {

    private static final Duration SOON = Duration.ofDays(14);

    @Override
    public String name() {
        return "certificates";
    }

    @Override
    public List<Finding> look(Surroundings here) throws Exception {
        var origins = origins(here);
        if (origins.isEmpty()) {
            return List.of(Finding.notAsked("certificates", "No address here has https."));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var findings = new ArrayList<Finding>();
            for (var each : origins.stream().map(origin -> threads.submit(() -> look(here, origin))).toList()) {
                findings.add(each.get());
            }
            return findings;
        }
    }

    private static Finding look(Surroundings here, URI origin) throws InterruptedException {
        return switch (here.get(origin)) {
            case Reply.Unanswered(var reason) when reason.startsWith("TLS") -> Finding.wrong(origin.getHost() + ": " + reason,
                    "Renew the certificate, or let this machine and the services trust who signed it.");
            case Reply.Unanswered(var reason) -> Finding.notAsked("the certificate of " + origin.getHost(), reason);
            case Reply.Answered answer when !answer.certificates().isEmpty()
                    && answer.certificates().getFirst() instanceof X509Certificate certificate ->
                judged(origin, certificate);
            case Reply.Answered _ -> Finding.notAsked("the certificate of " + origin.getHost(), "None was shown.");
        };
    }

    static Finding judged(URI origin, X509Certificate certificate) {
        var end = certificate.getNotAfter().toInstant();
        var left = Duration.between(Instant.now(), end);
        var text = "the certificate of " + origin.getHost() + " is good for " + left.toDays() + " days";
        return left.compareTo(SOON) > 0 ? Finding.ok(text)
                : Finding.warning(text, "Renew it: nothing can be reached there after " + end + ".");
    }

    private static Set<URI> origins(Surroundings here) {
        var origins = new LinkedHashSet<URI>();
        Arrays.stream(Variable.values()).filter(each -> each.kind() == Variable.Kind.URL
                || each == Variable.DISCORD_WEBHOOK_UPM).map(each -> here.settings().url(each).orElse(null))
                .filter(Objects::nonNull).filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .forEach(url -> origins.add(URI.create("https://" + url.getRawAuthority().replaceFirst("^.*@", "") + "/")));
        return origins;
    }
}
