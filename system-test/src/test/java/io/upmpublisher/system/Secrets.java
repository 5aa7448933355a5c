package io.upmpublisher.system;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.upmpublisher.testing.PrivateInfrastructure;

/** Everything that the stack's processes know and may tell nobody. */
final class Secrets {

    static final String WEBHOOK = random();
    static final String ADMIN_TOKEN = random();
    static final String VIEWER_TOKEN = random();
    static final String GITHUB_TOKEN = "ghp_" + random();
    static final String DISCORD_TOKEN = random();
    static final String GEMINI_KEY = random();

    private Secrets() {
    }

    static String registryToken() {
        return PrivateInfrastructure.env("UPM_TEST_VERDACCIO_TOKEN");
    }

    static List<String> all() {
        var all = new ArrayList<>(List.of(WEBHOOK, ADMIN_TOKEN, VIEWER_TOKEN, GITHUB_TOKEN, DISCORD_TOKEN, GEMINI_KEY,
                registryToken(), PrivateInfrastructure.env("UPM_TEST_RABBITMQ_PASSWORD")));
        for (var service : Service.values()) {
            all.add(PrivateInfrastructure.env("UPM_TEST_DB_PASSWORD_" + service.name()));
        }
        return all;
    }

    private static String random() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
