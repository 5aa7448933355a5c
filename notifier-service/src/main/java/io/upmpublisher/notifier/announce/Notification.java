package io.upmpublisher.notifier.announce;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.Fault;
import io.upmpublisher.events.RunId;

/** One announcement on one channel, from its first look to its outcome. */
@Entity
@Table(name = "notification")
class Notification {

    enum Kind {
        RUN,
        ALARM_RAISED,
        ALARM_RESOLVED;

        static Kind of(Announcement announcement) {
            return switch (announcement) {
                case Announcement.RunEnded run -> RUN;
                case Announcement.Raised raised -> ALARM_RAISED;
                case Announcement.Resolved resolved -> ALARM_RESOLVED;
            };
        }
    }

    enum Outcome {
        WAITING,
        SENT,
        UNKNOWN,
        FAILED
    }

    @Id
    @Column(name = "notification_key")
    private String key;
    private String channel;
    @Enumerated(EnumType.STRING)
    private Kind kind;
    @Column(name = "run_id")
    private @Nullable UUID run;
    private @Nullable Integer revision;
    private String about;
    @Enumerated(EnumType.STRING)
    private Outcome outcome;
    @Column(name = "message_id")
    private @Nullable String message;
    private @Nullable String code;
    private @Nullable String cause;
    private @Nullable String body;
    private int attempts;
    @Column(name = "send_after")
    private @Nullable Instant sendAfter;
    @Column(name = "created_at")
    private Instant createdAt;
    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;
    @Version
    private long version;

    @NullUnmarked
    protected Notification() {
    }

    static Notification plan(String channel, Announcement announcement, Instant now) {
        var planned = new Notification();
        planned.key = key(channel, announcement);
        planned.channel = channel;
        planned.kind = Kind.of(announcement);
        planned.run = announcement.run().map(ended -> ended.run().value()).orElse(null);
        planned.revision = announcement.run().map(ended -> ended.revision()).orElse(null);
        planned.about = announcement.about();
        planned.outcome = Outcome.WAITING;
        planned.createdAt = now;
        return planned;
    }

    static String key(String channel, Announcement announcement) {
        return channel + "/" + announcement.identity();
    }

    void reserve(Instant at) {
        sendAfter = at;
    }

    /** Takes up the reservation: every attempt needs one of its own. */
    void begin() {
        sendAfter = null;
        attempts++;
    }

    void sent(Optional<String> id, String text, Instant now) {
        finish(Outcome.SENT, text, now);
        message = id.orElse(null);
        code = null;
        cause = null;
    }

    void unknown(Fault fault, String text, Instant now) {
        finish(Outcome.UNKNOWN, text, now);
        note(fault);
    }

    /** Only a replay brings it back to work. */
    void failed(Fault fault, Instant now) {
        finish(Outcome.FAILED, body, now);
        note(fault);
    }

    /** Whether people were told, or may have been. */
    boolean isTold() {
        return outcome == Outcome.SENT || outcome == Outcome.UNKNOWN;
    }

    private void finish(Outcome how, @Nullable String text, Instant now) {
        outcome = how;
        body = text;
        sendAfter = null;
        finishedAt = now;
    }

    private void note(Fault fault) {
        code = fault.code();
        cause = fault.cause();
    }

    String key() {
        return key;
    }

    String channel() {
        return channel;
    }

    Kind kind() {
        return kind;
    }

    Optional<RunId> run() {
        return Optional.ofNullable(run).map(RunId::new);
    }

    Optional<Integer> revision() {
        return Optional.ofNullable(revision);
    }

    String about() {
        return about;
    }

    Outcome outcome() {
        return outcome;
    }

    Optional<String> message() {
        return Optional.ofNullable(message);
    }

    Optional<String> code() {
        return Optional.ofNullable(code);
    }

    Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    Optional<String> body() {
        return Optional.ofNullable(body);
    }

    int attempts() {
        return attempts;
    }

    Optional<Instant> sendAfter() {
        return Optional.ofNullable(sendAfter);
    }

    Instant createdAt() {
        return createdAt;
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
