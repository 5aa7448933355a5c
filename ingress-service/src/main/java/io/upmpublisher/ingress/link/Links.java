package io.upmpublisher.ingress.link;

import java.net.URI;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;

@ApplicationScoped
public class Links {

    private final LinkConfig bases;

    Links(LinkConfig bases) {
        this.bases = bases;
    }

    public OfRun ofRun(RunId run) {
        return new OfRun(request(run), at(bases.publisher(), "/api/runs/" + run), at(bases.audit(), "/api/audit/runs/" + run));
    }

    public OfDelivery ofDelivery(String delivery, @Nullable RunId run) {
        var self = at(bases.ingress(), "/api/deliveries/" + delivery);
        if (run == null) {
            return new OfDelivery(self, null, null, null, null);
        }
        var links = ofRun(run);
        return new OfDelivery(self, links.self(), links.run(), links.audit(), null);
    }

    /** Where the audit answers why a commit's packages are published or not. */
    public URI why(String repository, String commit) {
        return at(bases.audit(), "/api/audit/why?repository=" + repository + "&commit=" + commit);
    }

    public URI request(RunId run) {
        return at(bases.ingress(), "/api/publish-requests/" + run);
    }

    public URI repository(RepositoryName repository) {
        return at(bases.ingress(), "/api/repositories/" + repository);
    }

    public URI repositoriesAudit() {
        return at(bases.ingress(), "/api/repositories/audit");
    }

    public URI discovery(UUID discovery) {
        return at(bases.ingress(), "/api/repositories/discoveries/" + discovery);
    }

    private static URI at(URI base, String path) {
        var text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** Where to follow a run. */
    public record OfRun(URI self, URI run, URI audit) {
    }

    /** Where a delivery and what it caused are shown. */
    public record OfDelivery(URI self, @Nullable URI request, @Nullable URI run, @Nullable URI audit, @Nullable URI why) {

        public OfDelivery with(URI answer) {
            return new OfDelivery(self, request, run, audit, answer);
        }
    }
}
