package io.upmpublisher.system;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.testing.stack.Service;

/** Everything that the stack's processes know and may tell nobody. */
final class Secrets {

    static final String WEBHOOK = random();
    static final String ADMIN_TOKEN = random();
    static final String VIEWER_TOKEN = random();
    static final String GITHUB_TOKEN = "ghp_" + random();
    static final String DISCORD_TOKEN = random();
    static final String GEMINI_KEY = random();

    private static final int TELLING_LENGTH = 32;

    private Secrets() {
    }

    static String registryToken() {
        return PrivateInfrastructure.env("UPM_TEST_VERDACCIO_TOKEN");
    }

    /** Which secrets a text tells, even if cut off: their names, so that a failing test does not tell them too. */
    static List<String> toldBy(String text) {
        return all().entrySet().stream().filter(secret -> hasPartOf(secret.getValue(), text)).map(Map.Entry::getKey).toList();
    }

    private static boolean hasPartOf(String secret, String text) {
        var length = Math.min(secret.length(), TELLING_LENGTH);
        return IntStream.rangeClosed(0, secret.length() - length)
                .anyMatch(from -> text.contains(secret.substring(from, from + length)));
    }

    private static Map<String, String> all() {
        var all = new TreeMap<>(Map.of("webhook secret", WEBHOOK, "admin's token", ADMIN_TOKEN, "viewer's token", VIEWER_TOKEN,
                "GitHub token", GITHUB_TOKEN, "Discord token", DISCORD_TOKEN, "Gemini key", GEMINI_KEY,
                "registry token", registryToken(), "broker's password",
                PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PASSWORD")));
        for (var service : Service.values()) {
            all.put(service.key() + "'s database password",
                    PrivateInfrastructure.env("UPM_TEST_DB_PASSWORD_" + service.name()));
        }
        return all;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
