package io.upmpublisher.torture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

import io.upmpublisher.testing.PrivateInfrastructure;
import io.upmpublisher.torture.check.Finding.Kind;
import io.upmpublisher.torture.scenario.Scenario;
import io.upmpublisher.torture.scenario.Scenarios;
import io.upmpublisher.torture.scenario.Trial;
import io.upmpublisher.torture.subject.Subject;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attacks the product and counts what is lost and what happens twice. Started by deploy/local/torture, which has its help. */
@Command(name = "torture")
final class Torture implements Callable<Integer> {

    private static final int SHORT_EVENTS = 16;
    private static final int LONG_EVENTS = 60;
    // Whatever hangs: nobody waits for a harness for ever, and nothing that it started outlives it.
    private static final Duration SHORT_LIMIT = Duration.ofMinutes(30);
    private static final Duration LONG_LIMIT = Duration.ofMinutes(75);

    @Parameters(paramLabel = "SCENARIO")
    private List<String> wanted = List.of();

    @Option(names = "--long")
    private boolean isLong;

    @Option(names = "--control")
    private boolean control;

    @Option(names = "--seed")
    private Long seed = ThreadLocalRandom.current().nextLong();

    @Option(names = "--events")
    private Optional<Integer> events = Optional.empty();

    @Option(names = "--report", required = true)
    private Path report;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Torture()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        var scenarios = scenarios();
        if (scenarios.isEmpty()) {
            return CommandLine.ExitCode.USAGE;
        }
        if (events.isPresent() && events.get() < 1) {
            System.err.println("--events takes a number from 1");
            return CommandLine.ExitCode.USAGE;
        }
        endAfter(isLong ? LONG_LIMIT : SHORT_LIMIT);
        var size = new Trial.Size(events.orElse(isLong ? LONG_EVENTS : SHORT_EVENTS), isLong);
        say("seed " + seed + ", " + size.events() + " pushes for each scenario");
        var results = new ArrayList<Result>();
        try (var subject = subject()) {
            var campaign = new Campaign(subject, seed, size);
            for (var scenario : scenarios) {
                results.add(run(campaign, scenario));
                // Who ends a long run early keeps what it has shown so far.
                reportOf(results).writeTo(report);
            }
            results.add(campaign.lookAgain());
        }
        return judge(results);
    }

    private static Subject subject() {
        var workspace = Path.of(PrivateInfrastructure.env("UPM_TORTURE_WORKSPACE"));
        var subject = Subject.start(workspace, Path.of(PrivateInfrastructure.env("UPM_TORTURE_PROGRAMS")));
        // Ended from outside, nothing of it may stay.
        Runtime.getRuntime().addShutdownHook(new Thread(subject::killAll));
        say("the product runs: " + workspace);
        return subject;
    }

    private Result run(Campaign campaign, Scenario scenario) throws InterruptedException {
        say("%s. %s: %s".formatted(Scenarios.number(scenario), scenario.name(), scenario.description()));
        var began = System.nanoTime();
        var result = campaign.run(scenario);
        say("   %s after %d s: %d sent, %d lost, %d duplicate".formatted(result.holds() ? "holds" : "DOES NOT HOLD",
                Duration.ofNanos(System.nanoTime() - began).toSeconds(), result.sent(),
                result.count(Kind.LOST), result.count(Kind.DUPLICATE)));
        Report.excerpt(result.findings()).forEach(line -> say("   " + line));
        return result;
    }

    private int judge(List<Result> results) {
        var written = reportOf(results);
        System.out.println();
        System.out.println(written.table());
        System.out.println(written.details());
        written.writeTo(report);
        say("report: " + report);
        var failed = results.stream().filter(result -> !result.holds()).count();
        if (control) {
            var shown = results.stream().anyMatch(Result::showsLossOrDuplicates);
            say(shown ? "the control shows what the harness must see"
                    : "THE CONTROL SHOWS NEITHER LOSS NOR DUPLICATES: the harness proves nothing");
            return shown ? 0 : 1;
        }
        // In the words of test runners, for whoever counts.
        System.out.printf("scenarios: %d passed, %d failed%n", results.size() - failed, failed);
        return failed == 0 ? 0 : 1;
    }

    private Report reportOf(List<Result> results) {
        return new Report(control ? "Negative control: without the checks of inbox and ledger"
                : isLong ? "Long form" : "Short form", seed, results);
    }

    private List<Scenario> scenarios() {
        if (wanted.isEmpty()) {
            return control ? Scenarios.FOR_CONTROL : Scenarios.ALL;
        }
        var found = new ArrayList<Scenario>();
        for (var name : wanted) {
            var scenario = Scenarios.find(name);
            if (scenario.isEmpty()) {
                System.err.println("there is no scenario " + name + "; there are "
                        + String.join(", ",
                                Scenarios.ALL.stream().map(each -> Scenarios.number(each) + " " + each.name()).toList()));
                return List.of();
            }
            found.add(scenario.get());
        }
        return found;
    }

    private static void endAfter(Duration limit) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(limit);
                System.err.println("it took longer than " + limit.toMinutes() + " minutes and is ended");
                System.exit(3);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void say(String text) {
        System.out.println("    " + text);
    }
}
