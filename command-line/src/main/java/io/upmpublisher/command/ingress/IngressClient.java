package io.upmpublisher.command.ingress;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.upmpublisher.command.http.Http;
import io.upmpublisher.command.http.Reply;
import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.events.RepositoryName;

/** The API of ingress, with an operator's token. */
public final class IngressClient {

    private static final String HERE = "http://localhost:8081";

    private final URI base;
    private final String token;
    private final Http http;

    private IngressClient(URI base, String token, Http http) {
        this.base = base;
        this.token = token;
        this.http = http;
    }

    /**
     * Empty without a token.
     *
     * @throws InvalidSettingException if others could read the token on its way there
     */
    public static Optional<IngressClient> of(Settings settings, Http http) {
        return token(settings).map(token -> new IngressClient(protectedAddress(settings), token, http));
    }

    public static Optional<String> token(Settings settings) {
        return settings.get(Variable.UPM_TOKEN).or(() -> settings.get(Variable.UPM_ADMIN_TOKEN));
    }

    public static URI address(Settings settings) {
        return settings.url(Variable.UPM_INGRESS_URL).orElse(URI.create(HERE));
    }

    private static URI protectedAddress(Settings settings) {
        var address = address(settings);
        if (!settings.isProtected(address)) {
            throw new InvalidSettingException(Variable.UPM_INGRESS_URL, "leads to " + address.getHost()
                    + " without TLS, and UPM_TOKEN is not sent there for all to read: use https, or add the host to"
                    + " UPM_PLAIN_HTTP_HOSTS if nobody can listen on the way");
        }
        return address;
    }

    /**
     * @throws IngressException if they could not be listed, with the reason
     */
    public List<Registered> repositories() throws InterruptedException {
        var all = new ArrayList<Registered>();
        for (var cursor = Optional.of(""); cursor.isPresent();) {
            var page = accepted(http.get(URI.create(base + "/api/repositories?limit=200" + (cursor.get().isEmpty() ? ""
                    : "&cursor=" + URLEncoder.encode(cursor.get(), StandardCharsets.UTF_8))), headers()));
            page.path("items").forEach(each -> all.add(registered(each)));
            cursor = Optional.of(page.path("nextCursor").asText("")).filter(next -> !next.isEmpty() && !next.equals("null"));
        }
        return List.copyOf(all);
    }

    /**
     * @throws IngressException if it could not be changed, with the reason
     */
    public void setDispatcher(RepositoryName repository, boolean isEnabled) throws InterruptedException {
        accepted(http.put(URI.create(base + "/api/repositories/" + repository), headers(),
                "{\"dispatcherEnabled\":" + isEnabled + "}"));
    }

    private Map<String, String> headers() {
        return Map.of("Authorization", "Bearer " + token, "Accept", "application/json");
    }

    private JsonNode accepted(Reply reply) {
        return switch (reply) {
            case Reply.Unanswered(var reason) ->
                throw new IngressException("Ingress at " + base + " was not reached: " + reason);
            case Reply.Answered answer when answer.isSuccess() -> answer.json();
            case Reply.Answered answer -> throw new IngressException("Ingress at " + base + " answered " + answer.status()
                    + explained(answer.status()) + answer.json().path("detail").asText());
        };
    }

    private static String explained(int status) {
        return switch (status) {
            case 401 -> " (UPM_TOKEN is no token of its UPM_TOKENS) ";
            case 403 -> " (the role of UPM_TOKEN is not enough) ";
            default -> ": ";
        };
    }

    private static Registered registered(JsonNode each) {
        var dispatcher = each.path("dispatcherEnabled");
        return new Registered(RepositoryName.parse(each.path("repository").asText()),
                each.path("status").asText().equals("active"),
                dispatcher.isBoolean() ? Optional.of(dispatcher.asBoolean()) : Optional.empty());
    }
}
