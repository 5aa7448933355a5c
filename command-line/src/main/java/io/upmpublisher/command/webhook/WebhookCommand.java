package io.upmpublisher.command.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.upmpublisher.command.github.GitHubAccess;
import io.upmpublisher.command.github.Pause;
import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;
import io.upmpublisher.events.InvalidValueException;
import io.upmpublisher.events.RepositoryName;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "webhook", mixinStandardHelpOptions = true, description = {
        "The webhook by which GitHub tells ingress of pushes, of an organisation or of one repository.",
        "It needs GH_PAT with admin:org_hook (admin:repo_hook for a repository) or a GitHub App with Webhooks: write." })
public final class WebhookCommand implements Runnable {

    private static final Duration CALL = Duration.ofSeconds(20);

    private final Settings settings;

    @Spec
    private CommandSpec spec;

    public WebhookCommand(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing: register or status.");
    }

    @Command(name = "register", mixinStandardHelpOptions = true, description = {
            "Creates the webhook, or mends what is wrong with it, pings it, and waits until GitHub shows that the ping arrived.",
            "Run again, it only proves that it works. The secret is the first of GITHUB_WEBHOOK_SECRET." })
    int register(@ArgGroup(multiplicity = "1") Owner owner, @Option(names = "--url", paramLabel = "URL", description = "Where "
            + "ingress is reached from GitHub; UPM_INGRESS_URL if not given") Optional<URI> url,
            @Option(names = "--wait", paramLabel = "SECONDS", defaultValue = "30", description = "For the ping's delivery; "
                    + "${DEFAULT-VALUE}") int patience)
            throws InterruptedException {
        settings.require(Variable.GITHUB_WEBHOOK_SECRET, "the webhook needs the secret that ingress knows");
        var secret = settings.list(Variable.GITHUB_WEBHOOK_SECRET).getFirst();
        var out = spec.commandLine().getOut();
        var refusal = new Registration(hooks(owner), address(url), secret, Duration.ofSeconds(patience), Pause.SLEEP,
                line -> out.println(settings.redacted(line))).perform();
        refusal.ifPresent(reason -> spec.commandLine().getErr().println("upm: " + settings.redacted(reason)));
        return refusal.isPresent() ? 1 : 0;
    }

    @Command(name = "status", mixinStandardHelpOptions = true, description = "Whether it is there and as it should be, and what "
            + "it delivered lately; ends with 0 if so.")
    int status(@ArgGroup(multiplicity = "1") Owner owner, @Option(names = "--url", paramLabel = "URL", description = "Where "
            + "ingress is reached from GitHub; UPM_INGRESS_URL if not given") Optional<URI> url,
            @Option(names = "--json", description = "One JSON document instead of lines") boolean json)
            throws InterruptedException {
        var hooks = hooks(owner);
        var address = address(url);
        var state = hooks.find(address);
        var deliveries = state instanceof HookState.Present present ? hooks.deliveries(present.id(), 10)
                : List.<JsonNode> of();
        var text = switch (state) {
            case HookState.Absent _ -> "no webhook of " + hooks.target() + " leads to " + address;
            case HookState.Forbidden(var reason) -> "GitHub does not tell of the webhooks of " + hooks.target() + ": " + reason;
            case HookState.Present present when present.faults().isEmpty() -> "the webhook of " + hooks.target() + " leads to "
                    + address + " and is as it should be";
            case HookState.Present present -> "the webhook of " + hooks.target() + " " + String.join("; ", present.faults());
        };
        var isGood = state instanceof HookState.Present present && present.faults().isEmpty();
        var out = spec.commandLine().getOut();
        if (json) {
            var whole = new ObjectMapper().createObjectNode().put("target", hooks.target().toString()).put("url", address)
                    .put("good", isGood).put("text", text);
            deliveries.forEach(whole.putArray("deliveries")::add);
            out.println(settings.redacted(whole.toPrettyString()));
        } else {
            out.println(settings.redacted(text));
            deliveries.forEach(each -> out.printf("  %s  %-8s %s%n", each.path("delivered_at").asText(),
                    each.path("event").asText(), each.path("status").asText()));
        }
        return isGood ? 0 : 1;
    }

    private Hooks hooks(Owner owner) {
        var access = GitHubAccess.of(settings, CALL);
        if (!access.rest().hasCredentials()) {
            throw new InvalidSettingException("Neither GH_PAT nor a GitHub App is set: GitHub tells nobody else of webhooks");
        }
        try {
            return new Hooks(access.rest(), owner.repository.isEmpty() ? new HookTarget.Organization(owner.organization)
                    : new HookTarget.Repository(RepositoryName.parse(owner.repository)));
        } catch (InvalidValueException e) {
            throw new ParameterException(spec.commandLine(), "--repository: " + e.getMessage());
        }
    }

    private String address(Optional<URI> given) {
        var url = given.map(each -> URI.create(each.toString().replaceAll("/+$", "")))
                .or(() -> settings.url(Variable.UPM_INGRESS_URL))
                .orElseThrow(() -> new InvalidSettingException("Neither UPM_INGRESS_URL nor --url says where ingress is"));
        if (url.getHost() == null || !settings.isProtected(url)) {
            throw new InvalidSettingException("GitHub would send deliveries to " + url + " for all to read: use https");
        }
        return Hooks.addressAt(url);
    }

    static final class Owner {

        @Option(names = "--organization", paramLabel = "NAME", description = "The webhook of a whole organisation")
        private String organization = "";

        @Option(names = "--repository", paramLabel = "OWNER/NAME", description = "The webhook of one repository")
        private String repository = "";
    }
}
