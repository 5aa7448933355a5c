package io.upmpublisher.command.dispatcher;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.github.Pause;
import io.upmpublisher.command.http.Http;
import io.upmpublisher.command.ingress.IngressClient;
import io.upmpublisher.command.ingress.IngressException;
import io.upmpublisher.command.ingress.Registered;
import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "dispatcher", mixinStandardHelpOptions = true, description = {
        "The workflow deploy/templates/upm-dispatcher.yml in repositories that cannot use the webhook, by pull requests.",
        "Everything can be run again: what is done is found, and not done twice. It needs GH_PAT or a GitHub App with Contents, "
                + "Pull requests and Workflows: write (classic: repo and workflow)." })
public final class DispatcherCommand implements Runnable {

    private static final Duration CALL = Duration.ofSeconds(20);
    /**
     * GitHub asks not to change much at once:
     * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
     */
    private static final int MOST_AT_ONCE = 10;

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    public DispatcherCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: install, remove, restore or status.");
    }

    @Command(name = "install", mixinStandardHelpOptions = true, description = "Adds the workflow where it is not.")
    int install(@Mixin Selection selection, @Mixin Way way) throws InterruptedException {
        return perform(Task.INSTALL, selection, way);
    }

    @Command(name = "restore", mixinStandardHelpOptions = true, description = "Brings a changed workflow back to the template.")
    int restore(@Mixin Selection selection, @Mixin Way way) throws InterruptedException {
        return perform(Task.RESTORE, selection, way);
    }

    @Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes the workflow where it is.")
    int remove(@Mixin Selection selection, @Mixin Way way) throws InterruptedException {
        return perform(Task.REMOVE, selection, way);
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Tells where it is, and whether it is the template.")
    int status(@Mixin Selection selection) throws InterruptedException {
        var gitHub = gitHub();
        var template = new Template();
        return overAll(selection, repository -> look(new RepositoryAccess(gitHub.rest(), repository, template), repository),
                Optional.empty());
    }

    private static Outcome look(RepositoryAccess access, RepositoryName repository) throws InterruptedException {
        try {
            var base = access.open().path("default_branch").asText();
            var text = switch (access.workflow(base)) {
                case Workflow.Absent _ -> "not installed";
                case Workflow.AsTemplate _ -> "installed";
                case Workflow.Changed _ -> "installed, but changed: dispatcher restore";
            };
            var open = access.openPullRequests().stream().findFirst();
            return new Outcome.Nothing(repository,
                    text + open.map(pull -> "; open: " + pull.path("html_url").asText()).orElse(""));
        } catch (RefusedException e) {
            return new Outcome.Refused(repository, String.valueOf(e.getMessage()), e.remedy());
        }
    }

    private int perform(Task task, Selection selection, Way way) throws InterruptedException {
        var gitHub = gitHub();
        var each = new RepositoryTask(task, way.isDry, way.mergesNow, gitHub.rest(), gitHub.graphql());
        return overAll(selection, each::perform, way.isDry ? Optional.empty()
                : Optional.of(task != Task.REMOVE));
    }

    /**
     * @param inForce what ingress is told of repositories whose default branch is as it should be
     */
    private int overAll(Selection selection, Rollout.Work each, Optional<Boolean> inForce) throws InterruptedException {
        if (selection.atOnce < 1 || selection.atOnce > MOST_AT_ONCE) {
            throw new ParameterException(spec.commandLine(), "--at-once is 1 to " + MOST_AT_ONCE);
        }
        try (var http = new Http(CALL)) {
            var ingress = IngressClient.of(settings, http);
            var registered = registered(ingress, selection);
            var chosen = chosen(selection, registered);
            var report = new Report(spec.commandLine().getOut(), selection.json, chosen.size());
            var outcomes = new Rollout(selection.atOnce, Pause.SLEEP, report::note).perform(chosen, each,
                    report::tell);
            if (inForce.isPresent() && ingress.isPresent() && registered.isPresent()) {
                tellIngress(ingress.get(), registered.get(), outcomes, inForce.get(), report);
            }
            return report.end() ? 0 : 1;
        }
    }

    private Optional<List<Registered>> registered(Optional<IngressClient> ingress, Selection selection)
            throws InterruptedException {
        var isNeeded = new Choice(selection.named).needsRegistered();
        if (ingress.isEmpty()) {
            if (isNeeded) {
                throw new InvalidSettingException("UPM_TOKEN is not set: only ingress knows which repositories are registered. "
                        + "Set it, or name repositories with --repositories");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(ingress.get().repositories());
        } catch (IngressException e) {
            if (isNeeded) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private List<RepositoryName> chosen(Selection selection, Optional<List<Registered>> registered) {
        try {
            var all = new Choice(selection.named).of(registered);
            return Wave.parse(selection.wave).of(all);
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), "--repositories: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--wave: " + e.getMessage());
        }
    }

    private static void tellIngress(IngressClient ingress, List<Registered> registered, List<Outcome> outcomes,
            boolean isEnabled,
            Report report) throws InterruptedException {
        var known = registered.stream().collect(Collectors.toMap(Registered::repository, Function.identity()));
        for (var outcome : outcomes) {
            var isInForce = outcome instanceof Outcome.Nothing || outcome instanceof Outcome.Done done && done.isInForce();
            var before = Optional.ofNullable(known.get(outcome.repository()));
            if (!isInForce || before.isEmpty() || before.get().dispatcherEnabled().orElse(false) == isEnabled) {
                continue;
            }
            try {
                ingress.setDispatcher(outcome.repository(), isEnabled);
            } catch (IngressException e) {
                report.note("ingress was not told of " + outcome.repository() + ": " + e.getMessage());
            }
        }
    }

    private GitHubAccess gitHub() {
        var access = GitHubAccess.of(settings, CALL);
        if (!access.rest().hasCredentials()) {
            throw new InvalidSettingException("Neither GH_PAT nor a GitHub App is set: nothing can be changed without");
        }
        return access;
    }

    static final class Selection {

        @Option(names = "--repositories", split = ",", paramLabel = "OWNER/NAME", description = "Names, or patterns such as "
                + "'studio/*' over the registered ones; without it all that are registered (UPM_TOKEN)")
        private List<String> named = List.of();

        @Option(names = "--wave", defaultValue = "100", paramLabel = "WAVE", description = "Only the first of them: pilot (1 to "
                + "3), 25, 50, 75 or 100 percent; the same at each time, each wave with those before")
        private String wave = "100";

        @Option(names = "--at-once", defaultValue = "4", paramLabel = "N", description = "How many repositories at once; "
                + "${DEFAULT-VALUE}")
        private int atOnce = 4;

        @Option(names = "--json", description = "One JSON document instead of lines")
        private boolean json;
    }

    static final class Way {

        @Option(names = "--dry-run", description = "Only says what it would do")
        private boolean isDry;

        @Option(names = "--merge", description = "Merges the pull requests at once where that is allowed; else they are set to merge "
                + "themselves where a repository allows that, or wait for somebody")
        private boolean mergesNow;
    }
}
