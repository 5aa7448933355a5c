package io.upmpublisher.torture.scenario;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.upmpublisher.testing.Discord;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.subject.Operator;

/** Puts what cannot be worked off among what can. */
final class Poison implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final List<String> QUEUES = List.of("upm.ingress", "upm.publisher", "upm.changelog", "upm.notifier",
            "upm.audit");

    @Override
    public String name() {
        return "poison";
    }

    @Override
    public String description() {
        return "unreadable bytes, an event without its data, one of an unknown version, a message that the chat refuses";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        trial.expectDeadLetters("EVENT_UNREADABLE");
        trial.expectDeadLetters("DISCORD_MESSAGE_REFUSED");
        var broker = trial.subject().machinery().brokerAccess();
        var chat = Discord.ofWebhook(trial.subject().chatWebhook());
        var refused = trial.studios().getFirst().packageName();
        chat.refuseThoseWith(refused);
        var load = trial.begin(trial.size().seconds(6, 30));
        // Bytes are their own identity: the same ones again would be the same dead letter.
        for (var queue : QUEUES) {
            broker.send(queue, ("no event, from " + trial.random().nextLong()).getBytes(StandardCharsets.UTF_8));
        }
        broker.send("upm.changelog", event("io.upmpublisher.publish.completed.v1", trial));
        var fromTheFuture = event("io.upmpublisher.publish.requested.v9", trial);
        broker.send("upm.publisher", fromTheFuture);
        trial.awaitSent(load);
        requireDeadLetters(trial, "EVENT_UNREADABLE", QUEUES.size() + 1);
        requireWaiting(trial);
        replayRefused(trial, chat);
        trial.healed();
    }

    // The one that is too new is kept for a build that knows it, and keeps nobody else waiting.
    private static void requireWaiting(Trial trial) throws InterruptedException {
        trial.require(trial.within(PATIENCE, () -> !trial.subject().database().texts(
                "select event_id::text from publisher.inbox_entry where state = 'open' and name = 'publish.requested.v9' "
                        + "or state = 'open' and name like '%v9%'")
                .isEmpty()), "publisher", "it does not keep the event of a version that it does not know");
    }

    private static void replayRefused(Trial trial, Discord chat) throws InterruptedException {
        requireDeadLetters(trial, "DISCORD_MESSAGE_REFUSED", 1);
        chat.mend();
        var audit = trial.subject().service(Service.AUDIT).url();
        // What the last message makes is given up only once it was tried.
        trial.require(trial.within(PATIENCE, () -> {
            new Operator().post(audit.resolve("/api/dead-letters/replay"), Map.of("code", "DISCORD_MESSAGE_REFUSED"));
            return parked(trial, "DISCORD_MESSAGE_REFUSED") == 0;
        }), "audit", "dead letters stayed parked after their replay");
    }

    static void requireDeadLetters(Trial trial, String code, int number) throws InterruptedException {
        trial.require(trial.within(PATIENCE, () -> parked(trial, code) >= number), "audit",
                "it has fewer than " + number + " parked dead letters with " + code);
    }

    static int parked(Trial trial, String code) {
        return trial.subject().database().rows(row -> row.getInt(1),
                "select count(*) from audit.dead_letter where state = 'parked' and code = ?", code).getFirst();
    }

    private static byte[] event(String type, Trial trial) {
        var id = new UUID(trial.random().nextLong(), trial.random().nextLong());
        return """
                {"specversion":"1.0","id":"%s","type":"%s","source":"/ingress","time":"%s","subject":"studio/nowhere",\
                "datacontenttype":"application/json","data":{"unexpected":true}}"""
                .formatted(id, type, Instant.now()).getBytes(StandardCharsets.UTF_8);
    }
}
