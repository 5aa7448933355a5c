package io.upmpublisher.audit.page.service;

import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.audit.page.session.Frames;

/** Ingress' API, called as the visitor. */
@ApplicationScoped
public class Ingress {

    private final ServiceApi api;
    private final Frames visitor;

    Ingress(ServiceConfig config, ObjectMapper json, Frames visitor) {
        this.api = new ServiceApi("ingress", config.ingress(), config.patience(), json);
        this.visitor = visitor;
    }

    public Reply get(String path) {
        return api.get(path, visitor.token());
    }

    public Reply post(String path, Object body) {
        return api.post(path, visitor.token(), body);
    }

    /**
     * @param version what the change was made from; if it is another by now, nothing is changed
     */
    public Reply put(String path, String version, Object body) {
        return api.put(path, visitor.token(), Map.of("If-Match", "\"" + version + "\""), body);
    }
}
