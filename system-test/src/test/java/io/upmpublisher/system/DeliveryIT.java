package io.upmpublisher.system;

import static io.upmpublisher.system.PackageAssert.assertThatPackage;
import static io.upmpublisher.system.RunAssert.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.upmpublisher.testing.stack.Service;

@SystemTest
class DeliveryIT {

    private final Stack stack;

    DeliveryIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void deliveryThatComesFiveTimesAtOnceAndAgainHasOneEffectOfEach() throws InterruptedException {
        var game = stack.repository("repeated").withPackage("core", "1.0.0");
        var delivery = game.commit("Add core");

        var answers = atOnce(5, () -> stack.deliver(delivery));

        assertThat(answers).extracting(Http.Answer::status).containsExactlyInAnyOrder(202, 200, 200, 200, 200);
        assertThat(answers).extracting(answer -> answer.json().path("run").asText()).containsOnly(runIn(answers.getFirst()));
        var run = Run.acceptedBy(stack, answers.stream().filter(answer -> answer.status() == 202).findFirst().orElseThrow());
        assertThatRun(run).ended("published");

        var again = stack.deliver(delivery);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().path("decision").asText()).isEqualTo("duplicate");
        assertThat(runIn(again)).isEqualTo(run.id().toString());
        assertThat(stack.database().texts("select run_id::text from publisher.run where repository = ?", game.name()))
                .containsExactly(run.id().toString());
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0").wasPublishedOnce("1.0.0");
        assertThat(stack.registry().puts(game.nameOf("core"))).hasSize(1);
        run.awaitStory();
        assertThat(run.messages()).hasSize(1);
        assertThat(game.messages()).hasSize(2);
    }

    @Test
    void deliveryWithWrongSignatureIsRefusedAndLeavesNothing() {
        var game = stack.repository("forged").withPackage("core", "1.0.0");
        var delivery = game.commit("Add core");

        var answer = stack.deliverSignedWith("guessed", delivery);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(stack.get(Service.INGRESS, "/api/deliveries/" + delivery.delivery()).status()).isEqualTo(404);
        assertThat(stack.get(Service.INGRESS, "/api/deliveries?repository=" + game.name()).json().path("items")).isEmpty();
        assertThat(stack.database().texts(
                "select event_id::text from ingress.outbox_entry where convert_from(payload, 'UTF8') like ?",
                "%" + game.head() + "%")).isEmpty();
    }

    @Test
    void deliveryOfUnregisteredRepositoryIsPublishedOnceTheRepositoryIsRegisteredAndItIsReplayed() {
        var game = stack.unregisteredRepository("late").withPackage("core", "1.0.0");
        var delivery = game.commit("Add core");
        var ignored = stack.deliver(delivery);
        assertThat(ignored.status()).isEqualTo(202);
        assertThat(ignored.json().path("code").asText()).isEqualTo("REPOSITORY_NOT_REGISTERED");
        game.register();

        var run = Run.acceptedBy(stack, stack.post("/api/deliveries/" + delivery.delivery() + "/replay", Map.of()));

        assertThatRun(run).ended("published");
        assertThatPackage(stack, game.nameOf("core")).hasVersions("1.0.0");
    }

    private static String runIn(Http.Answer answer) {
        return answer.json().path("run").asText();
    }

    private static List<Http.Answer> atOnce(int times, Callable<Http.Answer> call) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(Stream.generate(() -> call).limit(times).toList()).stream().map(done -> done.resultNow())
                    .toList();
        }
    }
}
