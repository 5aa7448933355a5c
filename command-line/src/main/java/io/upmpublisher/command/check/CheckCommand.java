package io.upmpublisher.command.check;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.command.check.Finding.Level;
import io.upmpublisher.command.http.Http;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.events.RepositoryName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "check", mixinStandardHelpOptions = true, description = {
        "Looks at everything that a deployment needs, before or after it, and says what is wrong and how to mend it.",
        "It changes nothing and sends no message. Ends with 0 only if nothing is wrong; warnings do not count." })
public final class CheckCommand implements Callable<Integer> {

    private static final Duration ANSWER = Duration.ofSeconds(8);
    private static final Duration FAST_ANSWER = Duration.ofMillis(1500);
    private static final Duration WHOLE = Duration.ofSeconds(45);
    private static final Duration FAST_WHOLE = Duration.ofMillis(2500);

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Only these: variables, services, database, "
            + "broker, registry, github, hook, chat, model, certificates, disk")
    private List<String> only = List.of();

    @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "Whose rights and webhook are looked at (again and "
            + "again for several); without it rights are asked for the first registered ones")
    private List<String> repositories = List.of();

    @Option(names = "--package", paramLabel = "NAME", description = "Asks the registry whether this package might be published, by a "
            + "publish without content, which it refuses in any case")
    private Optional<String> packageName = Optional.empty();

    @Option(names = "--fast", description = "Within 3 seconds: waits less, and leaves out certificates and past deliveries")
    private boolean isFast;

    @Option(names = "--json", description = "One JSON document instead of lines")
    private boolean json;

    @Spec
    private CommandSpec spec;

    private final Settings settings;

    public CheckCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public Integer call() throws InterruptedException {
        var checks = selected();
        var patience = isFast ? FAST_ANSWER : ANSWER;
        var report = json ? new JsonReport() : new LineReport(spec.commandLine().getOut());
        try (var http = new Http(patience)) {
            var here = new Surroundings(settings, http, patience, named(), packageName, isFast);
            new Checkup(checks, isFast ? FAST_WHOLE : WHOLE).look(here,
                    (check, findings) -> report.tell(check.name(), findings.stream().map(this::redacted).toList()));
        }
        report.end(spec.commandLine().getOut());
        return report.count(Level.WRONG) == 0 ? 0 : 1;
    }

    private List<Check> selected() {
        var unknown = only.stream().filter(name -> Checkup.ALL.stream().noneMatch(check -> check.name().equals(name))).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "There is no check " + String.join(", ", unknown) + "; there are "
                    + String.join(", ", Checkup.ALL.stream().map(Check::name).toList()));
        }
        return Checkup.ALL.stream().filter(check -> only.isEmpty() || only.contains(check.name()))
                .filter(check -> !isFast || !(check instanceof CertificatesCheck) || only.contains(check.name())).toList();
    }

    private List<RepositoryName> named() {
        try {
            return repositories.stream().map(RepositoryName::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--repository: " + e.getMessage());
        }
    }

    private Finding redacted(Finding finding) {
        return new Finding(finding.level(), settings.redacted(finding.text()), settings.redacted(finding.remedy()));
    }

    private abstract static class Report {

        private final Map<Level, Integer> counts = new EnumMap<>(Level.class);

        void tell(String check, List<Finding> findings) {
            findings.forEach(finding -> {
                counts.merge(finding.level(), 1, Integer::sum);
                tell(check, finding);
            });
        }

        int count(Level level) {
            return counts.getOrDefault(level, 0);
        }

        abstract void tell(String check, Finding finding);

        abstract void end(PrintWriter out);
    }

    private static final class LineReport extends Report {

        private final PrintWriter out;

        private LineReport(PrintWriter out) {
            this.out = out;
        }

        @Override
        void tell(String check, Finding finding) {
            out.printf("%-9s  %-12s  %s%n", finding.level().text(), check, finding.text());
            if (!finding.remedy().isEmpty()) {
                out.printf("%-9s  %-12s  → %s%n", "", "", finding.remedy());
            }
        }

        @Override
        void end(PrintWriter to) {
            to.printf("%d ok, %d warnings, %d wrong, %d not asked%n", count(Level.OK), count(Level.WARNING),
                    count(Level.WRONG), count(Level.NOT_ASKED));
        }
    }

    private static final class JsonReport extends Report {

        private static final ObjectMapper JSON = new ObjectMapper();

        private final List<Map<String, String>> findings = new ArrayList<>();

        @Override
        void tell(String check, Finding finding) {
            findings.add(Map.of("check", check, "level", finding.level().text(), "text", finding.text(), "remedy",
                    finding.remedy()));
        }

        @Override
        void end(PrintWriter out) {
            var whole = JSON.createObjectNode().put("wrong", count(Level.WRONG)).put("warnings", count(Level.WARNING));
            whole.set("findings", JSON.valueToTree(findings));
            out.println(whole.toPrettyString());
        }
    }
}
