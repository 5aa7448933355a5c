package io.upmpublisher.web.token;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The part of an OpenID provider that its tokens are checked by, with the keys at hand to sign what no provider would. */
public final class SigningProvider implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(SigningProvider.class);

    private final int port;
    private final AtomicInteger keyRequests = new AtomicInteger();
    private volatile RsaJsonWebKey key = newKey("first");
    private HttpServer server;

    /** Has an address, and does not answer there yet. */
    public SigningProvider() {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public String issuer() {
        return "http://localhost:" + port + "/realms/studio";
    }

    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/realms/studio/.well-known/openid-configuration", exchange -> answer(exchange, """
                {"issuer": "%s", "jwks_uri": "%s/keys", "token_endpoint": "%s/token", "response_types_supported": ["code"]}
                """.formatted(issuer(), issuer(), issuer())));
        server.createContext("/realms/studio/keys", exchange -> {
            keyRequests.incrementAndGet();
            answer(exchange, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
        });
        server.start();
    }

    /** Tokens are signed with a new key from now on, and only that is given out. */
    public void rotate() {
        key = newKey("second");
    }

    public int keyRequests() {
        return keyRequests.get();
    }

    JwtClaims claims(String user, String... groups) {
        var claims = new JwtClaims();
        claims.setIssuer(issuer());
        claims.setAudience("upm");
        claims.setSubject("id-of-" + user);
        claims.setClaim("preferred_username", user);
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setIssuedAtToNow();
        claims.setStringListClaim("groups", List.of(groups));
        return claims;
    }

    public String token(String user, String... groups) {
        return sign(claims(user, groups));
    }

    String sign(JwtClaims claims) {
        return sign(claims, key);
    }

    static String sign(JwtClaims claims, RsaJsonWebKey key) {
        var signature = new JsonWebSignature();
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return compact(signature, claims);
    }

    static String compact(JsonWebSignature signature, JwtClaims claims) {
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] publicKey() {
        return key.getPublicKey().getEncoded();
    }

    String keyId() {
        return key.getKeyId();
    }

    static RsaJsonWebKey newKey(String id) {
        try {
            var key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            key.setUse("sig");
            key.setAlgorithm("RS256");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        LOG.debugf("asked for %s", exchange.getRequestURI());
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().putAll(Map.of("Content-Type", List.of("application/json")));
        exchange.sendResponseHeaders(200, bytes.length);
        try (var body = exchange.getResponseBody()) {
            body.write(bytes);
        }
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }
}
