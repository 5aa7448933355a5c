package io.upmpublisher.command.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.github.GitHubException;

/** All checks at once; what they find is told in their order. */
final class Checkup {

    static final List<Check> ALL = List.of(new VariablesCheck(), new ServicesCheck(), new DatabaseCheck(), new BrokerCheck(),
            new RegistryCheck(), new GitHubCheck(), new HookCheck(), new ChatCheck(), new ModelCheck(), new CertificatesCheck(),
            new DiskCheck());

    private final List<Check> checks;
    private final Duration limit;

    /**
     * @param limit how long one check may take
     */
    Checkup(List<Check> checks, Duration limit) {
        this.checks = checks;
        this.limit = limit;
    }

    void look(Surroundings here, BiConsumer<Check, List<Finding>> told) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deadline = System.nanoTime() + limit.toNanos();
            var looking = checks.stream().map(check -> threads.submit(() -> check.look(here))).toList();
            for (var i = 0; i < checks.size(); i++) {
                var each = looking.get(i);
                try {
                    told.accept(checks.get(i), each.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
                } catch (TimeoutException e) {
                    told.accept(checks.get(i), List.of(Finding.wrong("it took longer than " + limit.toSeconds() + " s",
                            "See whether what it asks can be reached from here; --only " + checks.get(i).name()
                                    + " looks at nothing else.")));
                } catch (ExecutionException e) {
                    told.accept(checks.get(i), new ArrayList<>(List.of(failed(e.getCause()))));
                }
            }
            looking.forEach(each -> each.cancel(true));
        }
    }

    private static Finding failed(Throwable cause) {
        return switch (cause) {
            case InvalidSettingException setting -> Finding.wrong(String.valueOf(setting.getMessage()),
                    "Correct it: docs/configuration.md says what it may be.");
            case GitHubException gitHub -> Finding.wrong(String.valueOf(gitHub.getMessage()),
                    "docs/problems.md says what helps against " + gitHub.code() + ".");
            default ->
                Finding.wrong("it could not be looked at: " + cause, "This is a mistake of this tool: please report it.");
        };
    }
}
