package io.upmpublisher.audit.link;

import java.net.URI;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

@ApplicationScoped
public class Links {

    private final String base;

    Links(LinkConfig config) {
        var audit = config.audit().toString();
        this.base = audit.endsWith("/") ? audit.substring(0, audit.length() - 1) : audit;
    }

    public OfDeadLetter ofDeadLetter(UUID id, @Nullable UUID run) {
        return new OfDeadLetter(at("/api/dead-letters/" + id), run == null ? null : ofRun(run));
    }

    /** This service, as people reach it. */
    public URI home() {
        return at("/");
    }

    public URI ofRun(UUID run) {
        return at("/api/audit/runs/" + run);
    }

    private URI at(String path) {
        return URI.create(base + path);
    }

    public record OfDeadLetter(URI self, @Nullable URI run) {
    }
}
