package io.upmpublisher.audit.page;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Answers as ingress does, over HTTP. */
public class FakeIngress implements QuarkusTestResourceLifecycleManager {

    public static final String REPOSITORIES = "/api/repositories";

    private final WireMockServer server = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));

    /** What it sets goes before what the other resource sets. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        server.start();
        // Each browser comes from an address of its own, so that none is short of what others asked for.
        return Map.of("audit.page.ingress", server.baseUrl(), "upm.limit.trusted-proxies", "127.0.0.1",
                "upm.limit.strangers-per-minute", "400", "audit.page.patience", "3S");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(FakeIngress.class));
    }

    @Override
    public void stop() {
        server.stop();
    }

    public void forget() {
        server.resetAll();
    }

    public void lists(String items, String nextCursor) {
        answers(get(urlPathEqualTo(REPOSITORIES)), 200, """
                {"items":[%s],"nextCursor":%s}""".formatted(items, nextCursor == null ? "null" : "\"" + nextCursor + "\""));
    }

    public void answersTheList(String json) {
        answers(get(urlPathEqualTo(REPOSITORIES)), 200, json);
    }

    public void dripsTheList(Duration over) {
        server.stubFor(get(urlPathEqualTo(REPOSITORIES)).willReturn(aResponse().withHeader("Content-Type", "application/json")
                .withBody("{\"items\":[],\"nextCursor\":null}" + " ".repeat(100))
                .withChunkedDribbleDelay(60, (int) over.toMillis())));
    }

    public void shows(String repository, String json) {
        answers(get(urlPathEqualTo(REPOSITORIES + "/" + repository)), 200, json);
    }

    public void takesRegistration(String json) {
        answers(post(urlPathEqualTo(REPOSITORIES)), 201, json);
    }

    public void takesChange(String repository, String json) {
        answers(put(urlPathEqualTo(REPOSITORIES + "/" + repository)), 200, json);
    }

    public void takesLook(String repository) {
        answers(post(urlPathEqualTo(REPOSITORIES + "/" + repository + "/audit")), 202,
                "{\"repository\":\"" + repository + "\"}");
    }

    public void refusesRegistration(int status, String code, String detail, String errors) {
        refuses(post(urlPathEqualTo(REPOSITORIES)), status, code, detail, errors);
    }

    public void refusesChange(String repository, int status, String code, String detail) {
        refuses(put(urlPathEqualTo(REPOSITORIES + "/" + repository)), status, code, detail, "[]");
    }

    public void refusesEverything(int status, String code, String detail) {
        refuses(any(anyUrl()), status, code, detail, "[]");
    }

    public void breaksOff() {
        server.stubFor(any(anyUrl())
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    }

    /** What it was asked, the newest last. */
    public List<LoggedRequest> asked(String method) {
        return server.getAllServeEvents().reversed().stream().map(event -> event.getRequest())
                .filter(request -> request.getMethod().value().equals(method)).toList();
    }

    private void refuses(MappingBuilder request, int status, String code, String detail, String errors) {
        server.stubFor(request.willReturn(aResponse().withStatus(status).withHeader("Content-Type", "application/problem+json")
                .withBody("""
                        {"type":"/problems/%s","title":"It was refused","status":%d,"detail":"%s","errors":%s}"""
                        .formatted(code, status, detail, errors))));
    }

    private void answers(MappingBuilder request, int status, String json) {
        server.stubFor(request.withHeader("Authorization", containing("-token-1234"))
                .willReturn(aResponse().withStatus(status).withHeader("Content-Type", "application/json").withBody(json)));
    }
}
