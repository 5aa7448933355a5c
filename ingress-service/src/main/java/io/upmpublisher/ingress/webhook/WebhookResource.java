package io.upmpublisher.ingress.webhook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.upmpublisher.ingress.delivery.Arrival;
import io.upmpublisher.ingress.delivery.DeliveryAnswer;
import io.upmpublisher.ingress.delivery.Intake;
import io.upmpublisher.ingress.link.Links;
import io.upmpublisher.ingress.request.Reading;
import io.upmpublisher.web.problem.BodyLimit;
import io.upmpublisher.web.problem.Problem;

@Path("/webhooks/github")
@Produces(MediaType.APPLICATION_JSON)
class WebhookResource {

    private static final Logger LOG = Logger.getLogger(WebhookResource.class);

    /** GitHub sends no larger ones: https://docs.github.com/en/webhooks/webhook-events-and-payloads#payload-cap */
    private static final long MAX_BODY = 25 * 1024 * 1024;
    private static final Pattern DELIVERY = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern EVENT = Pattern.compile("[a-z0-9_]{1,100}");
    private static final List<String> KEPT_HEADERS = List.of("User-Agent", "Content-Type", "X-GitHub-Event",
            "X-GitHub-Delivery",
            "X-GitHub-Hook-ID", "X-GitHub-Hook-Installation-Target-ID", "X-GitHub-Hook-Installation-Target-Type",
            "X-GitHub-Enterprise-Host", "X-GitHub-Enterprise-Version");

    private final SignatureVerifier signatures;
    private final WebhookReader reader;
    private final Intake intake;
    private final Links links;
    private final MeterRegistry metrics;

    WebhookResource(WebhookConfig config, WebhookReader reader, Intake intake, Links links, MeterRegistry metrics) {
        this.signatures = new SignatureVerifier(config.secrets().orElse(List.of()));
        this.reader = reader;
        this.intake = intake;
        this.links = links;
        this.metrics = metrics;
    }

    void warnWithoutSecret(@Observes StartupEvent start) {
        if (!signatures.hasSecrets()) {
            LOG.error("GITHUB_WEBHOOK_SECRET is not set: every delivery will be refused");
        }
    }

    @POST
    @PermitAll
    @BodyLimit(MAX_BODY)
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Takes GitHub's deliveries")
    public Response take(@HeaderParam("X-Hub-Signature-256") @Nullable String signature, @Context HttpHeaders headers,
            byte[] body) throws JsonProcessingException {
        requireSignature(body, signature);
        var delivery = required("X-GitHub-Delivery", headers, DELIVERY);
        var event = required("X-GitHub-Event", headers, EVENT);
        requireJson(headers.getMediaType());
        if (event.equals("ping")) {
            return Response.ok(new DeliveryAnswer(delivery, "ignored", "PING", "The webhook reaches this service.", null,
                    links.ofDelivery(delivery, null))).build();
        }
        return take(new Arrival(delivery, Arrival.Kind.WEBHOOK, event, Optional.empty(), kept(headers), body));
    }

    private Response take(Arrival arrival) throws JsonProcessingException {
        Reading reading;
        try {
            reading = reader.read(arrival);
        } catch (JsonProcessingException | Problem unusable) {
            intake.take(arrival, reader.unusable(arrival, unusable));
            throw unusable;
        }
        var taken = intake.take(arrival, reading);
        return Response.status(taken.isDuplicate() ? Response.Status.OK : Response.Status.ACCEPTED)
                .entity(DeliveryAnswer.from(taken, links)).build();
    }

    private void requireSignature(byte[] body, @Nullable String signature) {
        if (!signatures.isSigned(body, signature)) {
            var why = !signatures.hasSecrets() ? "no-secret" : signature == null ? "unsigned" : "wrong-signature";
            metrics.counter("upm.webhook.refused", "why", why).increment();
            if (!signatures.hasSecrets()) {
                LOG.error("a delivery was refused because GITHUB_WEBHOOK_SECRET is not set");
            }
            throw new Problem(WebhookProblem.SIGNATURE_INVALID,
                    signature == null ? "The header X-Hub-Signature-256 is missing."
                            : "X-Hub-Signature-256 does not fit the body.");
        }
    }

    private static String required(String name, HttpHeaders headers, Pattern form) {
        var value = headers.getHeaderString(name);
        if (value == null || !form.matcher(value).matches()) {
            throw new Problem(WebhookProblem.HEADER_MISSING,
                    "The header " + name + " is " + (value == null ? "missing." : "malformed."));
        }
        return value;
    }

    private static void requireJson(@Nullable MediaType type) {
        if (type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE) && !type.isWildcardType()) {
            throw new Problem(WebhookProblem.FORM_ENCODED,
                    "The webhook's content type is application/x-www-form-urlencoded; set it to application/json.");
        }
    }

    private static Map<String, String> kept(HttpHeaders headers) {
        var kept = new LinkedHashMap<String, String>();
        for (var name : KEPT_HEADERS) {
            var value = headers.getHeaderString(name);
            if (value != null) {
                kept.put(name, value);
            }
        }
        return kept;
    }
}
