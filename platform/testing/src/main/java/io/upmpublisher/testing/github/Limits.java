package io.upmpublisher.testing.github;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How many requests are answered
 * (<a href="https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api">rate limits</a>), and whether answers
 * arrive. As many as come, unless a test says otherwise.
 */
public final class Limits {

    private static final int HOURLY = 5_000;

    private int used;
    private int limit = HOURLY;
    private Instant resetAt = Instant.now().plus(Duration.ofHours(1));
    private int refusals;
    private Duration retryAfter = Duration.ZERO;
    private int lost;

    Limits() {
    }

    /** Leaves so many requests until the limit is set back. */
    public synchronized void leave(int requests, Duration untilReset) {
        limit = used + requests;
        resetAt = Instant.now().plus(untilReset);
    }

    /** Turns the next requests away as too many at once. */
    public synchronized void refuse(int requests, Duration pause) {
        refusals = requests;
        retryAfter = pause;
    }

    /** Obeys the next writes, and answers that it could not. */
    public synchronized void loseAnswers(int writes) {
        lost = writes;
    }

    /** Behaves well again. */
    public synchronized void lift() {
        limit = used + HOURLY;
        refusals = 0;
        lost = 0;
    }

    synchronized Optional<Answer> refusal() {
        if (refusals > 0) {
            refusals--;
            return Optional.of(Answer.message(403,
                    "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
                    .with("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
        }
        if (used >= limit && Instant.now().isBefore(resetAt)) {
            return Optional.of(Answer.message(403, "API rate limit exceeded for user ID 1001."));
        }
        if (used >= limit) {
            lift();
            resetAt = Instant.now().plus(Duration.ofHours(1));
        }
        return Optional.empty();
    }

    synchronized boolean isAnswerLost() {
        return lost > 0 && lost-- > 0;
    }

    synchronized void count() {
        used++;
    }

    synchronized Answer counted(Answer answer) {
        return answer.with("X-RateLimit-Limit", Integer.toString(HOURLY))
                .with("X-RateLimit-Remaining", Integer.toString(remaining()))
                .with("X-RateLimit-Used", Integer.toString(HOURLY - remaining()))
                .with("X-RateLimit-Reset", Long.toString(resetAt.getEpochSecond())).with("X-RateLimit-Resource", "core");
    }

    synchronized Answer shown() {
        var body = Answer.object();
        show(body.putObject("resources").putObject("core"));
        show(body.putObject("rate"));
        return Answer.ok(body);
    }

    private void show(ObjectNode rate) {
        rate.put("limit", HOURLY).put("used", HOURLY - remaining()).put("remaining", remaining())
                .put("reset", resetAt.getEpochSecond());
    }

    private int remaining() {
        return Math.clamp((long) limit - used, 0, HOURLY);
    }
}
