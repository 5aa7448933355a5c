package io.upmpublisher.web.limit;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.upmpublisher.web.problem.PlatformProblem;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.problem.ProblemRoutes;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Cuts off whoever sends a body too slowly: a thread waits for it. Also those whose answer is already out and who go on
 * sending. (Quarkus' read-timeout begins anew with every byte.)
 */
@ApplicationScoped
class SlowSenders {

    /** After ProblemRoutes, which answers failures, and before whatever waits. */
    private static final int FIRST = -900;

    private final Duration within;
    private final ProblemRoutes problems;
    private final MeterRegistry metrics;

    SlowSenders(LimitConfig config, ProblemRoutes problems, MeterRegistry metrics) {
        this.within = config.receiveWithin();
        this.problems = problems;
        this.metrics = metrics;
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::watch);
    }

    private void watch(RoutingContext context) {
        if (within.isPositive() && !problems.isReceived(context)) {
            await(context);
        }
        context.next();
    }

    private void await(RoutingContext context) {
        var timer = context.vertx().setTimer(within.toMillis(), late -> cutOff(context));
        context.addEndHandler(done -> {
            if (problems.isReceived(context)) {
                context.vertx().cancelTimer(timer);
            }
        });
    }

    private void cutOff(RoutingContext context) {
        if (problems.isReceived(context)) {
            return;
        }
        if (!problems.isAwaited(context)) {
            await(context);
            return;
        }
        metrics.counter("upm.requests.refused", "why", "too-slow").increment();
        problems.cutOff(context, new Problem(PlatformProblem.REQUEST_TIMEOUT,
                "The request was not here in whole after " + within.toSeconds() + " seconds."));
    }
}
