package io.upmpublisher.notifier;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.upmpublisher.testing.Discord;
import io.upmpublisher.testing.ServiceInfrastructure;
import io.upmpublisher.testing.StandIns;

/** A database, a virtual host and a chat for the tests of this module, and waits that are short. */
public class NotifierTestResource extends ServiceInfrastructure {

    private StandIns standIns;

    public NotifierTestResource() {
        super("notifier");
    }

    @Override
    public Map<String, String> start() {
        standIns = StandIns.start(0, emptyFolder(), URI.create("http://127.0.0.1:1"));
        var settings = new HashMap<>(super.start());
        settings.put("DISCORD_WEBHOOK_UPM", Discord.at(standIns.url()).webhook().toString());
        settings.put("DISCORD_THREAD_ID", "987654321");
        settings.put("notifier.announce.changelog-wait", "2S");
        settings.put("notifier.announce.look-every", "0.1S");
        settings.put("notifier.discord.answer-wait", "0.7S");
        settings.put("notifier.discord.per-minute", "500");
        settings.put("upm.messaging.inbox.first-delay", "0.2S");
        settings.put("upm.messaging.inbox.longest-delay", "0.3S");
        settings.put("upm.tokens", "vera:viewer:viewer-token-1234");
        return settings;
    }

    @Override
    public void stop() {
        if (standIns != null) {
            standIns.close();
        }
        super.stop();
    }

    private static Path emptyFolder() {
        try {
            return Files.createTempDirectory("no-repositories");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
