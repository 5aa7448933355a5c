package io.upmpublisher.torture.scenario;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import java.time.Duration;
import java.util.Map;

import com.github.tomakehurst.wiremock.client.WireMock;

import io.upmpublisher.testing.Discord;
import io.upmpublisher.testing.stack.Service;
import io.upmpublisher.torture.load.Load;
import io.upmpublisher.torture.load.Pace;
import io.upmpublisher.torture.subject.Operator;

/** Makes what comes after a publish fail: the chat, the branch and the model. */
final class AftermathFaults implements Scenario {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String INVALID = "DISCORD_WEBHOOK_INVALID";

    @Override
    public String name() {
        return "aftermath";
    }

    @Override
    public String description() {
        return "the chat answers 429, 503, 404, or takes a message and stays silent; pushes race; the model is late; GitHub has limits";
    }

    @Override
    public void run(Trial trial) throws InterruptedException {
        trial.expectDeadLetters(INVALID);
        var chat = Discord.ofWebhook(trial.subject().chatWebhook());
        var model = model(trial);
        var late = model.register(post(urlPathMatching("/v1beta/models/.*")).atPriority(1)
                .willReturn(aResponse().withStatus(200).withFixedDelay(4_000)));
        var each = trial.size().seconds(3, 12);
        // Few repositories and many pushes: developers' and the product's own commits meet on the branch.
        var load = Load.begin(trial.studios().subList(0, Math.max(2, trial.studios().size() / 4)), trial.door(),
                trial.history(), Pace.usual(trial.size().events(), each.multipliedBy(4)), trial.random());
        var gitHub = trial.subject().standIns().gitHub().limits();
        gitHub.refuse(trial.size().times(3, 12), Duration.ofSeconds(1));
        chat.limitRate(Duration.ofMillis(1_200));
        trial.let(each);
        gitHub.loseAnswers(trial.size().times(2, 8));
        chat.fail(503);
        trial.let(each);
        model.removeStubMapping(late);
        chat.acceptAndStaySilent(Duration.ofSeconds(5));
        trial.let(each);
        chat.mend();
        gitHub.lift();
        trial.awaitSent(load);
        webhookDeleted(trial, chat);
        trial.healed();
        trial.requireAllLive("after chat and model failed");
    }

    // The notifier closes the channel at once, for Discord bans who goes on; an operator makes the webhook again, starts the
    // notifier and replays what was given up.
    private static void webhookDeleted(Trial trial, Discord chat) throws InterruptedException {
        chat.forget();
        var load = trial.begin(Pace.usual(trial.studios().size(), Duration.ofSeconds(1)));
        trial.awaitSent(load);
        Poison.requireDeadLetters(trial, INVALID, 1);
        var before = chat.posts().size();
        trial.let(Duration.ofSeconds(3));
        trial.require(chat.posts().size() <= before + 1, "notifier", "it went on to post to a webhook that is gone");
        chat.mend();
        trial.kill(Service.NOTIFIER);
        trial.subject().revive();
        var audit = trial.subject().service(Service.AUDIT).url();
        trial.require(trial.within(PATIENCE, () -> {
            new Operator().post(audit.resolve("/api/dead-letters/replay"), Map.of("code", INVALID));
            return Poison.parked(trial, INVALID) == 0;
        }), "audit", "dead letters stayed parked after their replay");
    }

    private static WireMock model(Trial trial) {
        var url = trial.subject().standIns().url();
        return new WireMock(url.getScheme(), url.getHost(), url.getPort());
    }
}
