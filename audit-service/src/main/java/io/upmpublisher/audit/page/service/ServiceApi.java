package io.upmpublisher.audit.page.service;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.audit.page.shell.PageProblem;
import io.upmpublisher.web.problem.InvalidField;
import io.upmpublisher.web.problem.Problem;

/** A service's API over HTTP. What concerns a form is a value, what concerns the whole page is thrown as its problem. */
final class ServiceApi {

    private static final Logger LOG = Logger.getLogger(ServiceApi.class);
    private static final Duration CONNECT = Duration.ofSeconds(3);
    /** Bytes. A page of 50 repositories, or one with its packages, has a fraction of it. */
    private static final long MAX_ANSWER = 4 << 20;

    private final String service;
    private final String base;
    private final Duration patience;
    private final ObjectMapper json;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER).connectTimeout(CONNECT).build();

    ServiceApi(String service, URI base, Duration patience, ObjectMapper json) {
        this.service = service;
        this.base = base.toString().replaceFirst("/$", "");
        this.patience = patience;
        this.json = json;
    }

    Reply get(String path, String token) {
        return send(request(path, token).GET());
    }

    Reply post(String path, String token, Object body) {
        return send(request(path, token).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.valueToTree(body).toString())));
    }

    Reply put(String path, String token, Map<String, String> headers, Object body) {
        var request = request(path, token).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json.valueToTree(body).toString()));
        headers.forEach(request::header);
        return send(request);
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).header("Accept", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    // By a future: the request's own timeout ends with the headers, and a body may come as slowly as it likes.
    private Reply send(HttpRequest.Builder builder) {
        var request = builder.build();
        var answer = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofString(), MAX_ANSWER));
        try {
            return reply(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (JsonProcessingException e) {
            LOG.warnf(e, "%s %s was answered with what is no JSON; shown as a failure", request.method(), request.uri());
            throw new Problem(PageProblem.SERVICE_FAILED, "The " + service + " at " + base + " answered something unreadable.");
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("%s %s got no answer; shown as a failure: %s", request.method(), request.uri(), e);
            throw new Problem(PageProblem.SERVICE_SILENT, "The " + service + " at " + base + " does not answer.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + request.uri(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private Reply reply(HttpResponse<String> response) throws JsonProcessingException {
        var status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Reply.Done(response.body().isEmpty() ? json.nullNode() : json.readTree(response.body()));
        }
        var isProblem = response.headers().firstValue("Content-Type").filter(type -> type.contains("json")).isPresent();
        var problem = isProblem ? json.readTree(response.body()) : json.createObjectNode();
        var detail = problem.path("detail").asText("It gives no reason.");
        return switch (status) {
            case 401 -> throw new Problem(PageProblem.TOKEN_UNKNOWN_THERE,
                    "The " + service + " at " + base + " does not know the token that you signed in with.");
            case 403 -> throw Problem.forbidden(detail);
            case 404 -> throw Problem.notFound(detail);
            case 429 -> throw Problem.tooManyRequests(detail, wait(response));
            case 503 -> throw Problem.unavailable("The " + service + " says: " + detail, wait(response));
            default -> {
                if (status < 400 || status >= 500) {
                    throw new Problem(PageProblem.SERVICE_FAILED, "The " + service + " answered " + status + ": " + detail);
                }
                yield refused(status, problem, detail);
            }
        };
    }

    private static Reply refused(int status, JsonNode problem, String detail) {
        var errors = new ArrayList<InvalidField>();
        problem.path("errors").forEach(error -> errors
                .add(new InvalidField(error.path("pointer").asText(""), error.path("message").asText(""))));
        var type = problem.path("type").asText("");
        return new Reply.Refused(status, type.substring(type.lastIndexOf('/') + 1), problem.path("title").asText(""), detail,
                errors);
    }

    private static Duration wait(HttpResponse<?> response) {
        return Duration.ofSeconds(response.headers().firstValue("Retry-After").filter(text -> text.matches("\\d{1,6}"))
                .map(Long::parseLong).orElse(5L));
    }
}
