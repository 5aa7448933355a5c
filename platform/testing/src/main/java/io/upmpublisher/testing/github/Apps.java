package io.upmpublisher.testing.github;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** <a href="https://docs.github.com/rest/apps/apps">Apps</a>, where they are installed, and the tokens that they get. */
public final class Apps {

    private static final String TOKEN = "ghs_";
    /** GitHub makes them longer from time to time, and asks to assume nothing. */
    private static final int TOKEN_PARTS = 14;

    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();
    private final List<Installation> installations = new CopyOnWriteArrayList<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private volatile List<String> events = List.of("push");
    private volatile Duration life = Duration.ofHours(1);

    Apps() {
    }

    /** Knows an App by its id and key, and installs it for an organisation. */
    public void install(long app, PublicKey key, String organisation) {
        keys.put(Long.toString(app), key);
        installations.add(new Installation(installations.size() + 51_000_001L, app, organisation));
    }

    public void uninstall(String organisation) {
        installations.removeIf(each -> each.organisation().equals(organisation));
        tokens.values().removeIf(each -> each.installation().organisation().equals(organisation));
    }

    /** What Apps are told of from now on. */
    public void subscribe(String... names) {
        events = List.of(names);
    }

    /** Tokens given from now on are good for so long. */
    public void letTokensLast(Duration duration) {
        life = duration;
    }

    /** Whatever was given before is good no more. */
    public void revokeTokens() {
        tokens.clear();
    }

    /** How many tokens are good now. */
    public long tokens() {
        return tokens.values().stream().filter(Token::isGood).count();
    }

    /** Why a token is refused, if it is: whatever does not look as if it came from here may be a person's. */
    Optional<Answer> refusal(String credential) {
        return !credential.startsWith(TOKEN) || tokens.containsKey(credential) && tokens.get(credential).isGood()
                ? Optional.empty()
                : Optional.of(Answer.message(401, "Bad credentials"));
    }

    Optional<Answer> refusalOfApp(Call call) {
        var token = call.credential().flatMap(WebToken::parse);
        if (token.isEmpty()) {
            return Optional.of(Answer.message(401, "A JSON web token could not be decoded"));
        }
        var complaint = token.get().complaint(Instant.now());
        if (complaint.isPresent()) {
            return complaint.map(text -> Answer.message(401, text));
        }
        var key = keys.get(token.get().issuer());
        return key == null ? Optional.of(Answer.message(404, "Integration not found"))
                : token.get().isSignedBy(key) ? Optional.empty()
                        : Optional.of(Answer.message(401, "A JSON web token could not be decoded"));
    }

    Answer show(Call call) {
        var app = app(call);
        var shown = Answer.object().put("id", app).put("slug", "upm").put("name", "UPM")
                .put("installations_count", of(app).size());
        events.forEach(shown.putArray("events")::add);
        return Answer.ok(permissions(shown));
    }

    Answer list(Call call) {
        return Page.of(call, of(app(call)), each -> shown(call, each));
    }

    Answer installation(Call call) {
        return of(app(call)).stream().filter(each -> each.organisation().equalsIgnoreCase(call.name("owner"))).findFirst()
                .map(each -> Answer.ok(shown(call, each))).orElseGet(Answer::notFound);
    }

    Answer give(Call call) {
        return of(app(call)).stream().filter(each -> each.id() == call.number("installation")).findFirst()
                .map(each -> Answer.of(201, give(each))).orElseGet(Answer::notFound);
    }

    /** The organisation that a token is for; empty for a person's. */
    Optional<String> organisation(String credential) {
        return Optional.ofNullable(tokens.get(credential)).map(token -> token.installation().organisation());
    }

    private ObjectNode give(Installation installation) {
        var text = new StringBuilder(TOKEN);
        for (var i = 0; i < TOKEN_PARTS; i++) {
            text.append(UUID.randomUUID().toString().replace("-", ""));
        }
        var expires = Instant.now().plus(life).truncatedTo(ChronoUnit.SECONDS);
        tokens.put(text.toString(), new Token(installation, expires));
        return permissions(Answer.object().put("token", text.toString()).put("expires_at", expires.toString())
                .put("repository_selection", "all"));
    }

    private static ObjectNode shown(Call call, Installation each) {
        var shown = Answer.object().put("id", each.id()).put("app_id", each.app()).put("app_slug", "upm")
                .put("target_type", "Organization").put("repository_selection", "all").putNull("suspended_at")
                .put("access_tokens_url", call.base() + "/app/installations/" + each.id() + "/access_tokens");
        shown.putObject("account").put("login", each.organisation()).put("type", "Organization");
        return permissions(shown);
    }

    private static ObjectNode permissions(ObjectNode shown) {
        shown.putObject("permissions").put("contents", "write").put("metadata", "read").put("pull_requests", "write")
                .put("organization_hooks", "write").put("checks", "write").put("workflows", "write");
        return shown;
    }

    private static long app(Call call) {
        return call.credential().flatMap(WebToken::parse).map(token -> Long.parseLong(token.issuer())).orElseThrow();
    }

    private List<Installation> of(long app) {
        return installations.stream().filter(each -> each.app() == app).toList();
    }

    private record Installation(long id, long app, String organisation) {
    }

    private record Token(Installation installation, Instant expires) {

        boolean isGood() {
            return Instant.now().isBefore(expires);
        }
    }
}
