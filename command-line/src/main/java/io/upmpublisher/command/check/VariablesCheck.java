package io.upmpublisher.command.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import io.upmpublisher.command.settings.InvalidSettingException;
import io.upmpublisher.command.settings.Settings;
import io.upmpublisher.command.settings.Variable;

/** Whether the variables are set, well formed, and go together. */
final class VariablesCheck implements Check {

    private static final Pattern TOKENS = Pattern
            .compile("(\\s*[^,:\\s]+:\\s*(viewer|operator|admin|requester\\([^)]+\\))\\s*:[^,\\s]+\\s*(,|$))+");
    private static final Pattern SESSION_KEY = Pattern.compile("[A-Za-z0-9+/]{43}=");
    /** Secrets separated by commas, around which blanks may be. */
    private static final Set<Variable> LISTS = EnumSet.of(Variable.UPM_TOKENS, Variable.GITHUB_WEBHOOK_SECRET,
            Variable.UPM_SESSION_KEY);
    private static final int SHORT_SECRET = 16;
    private static final String SAME_AS_THE_SERVICES = "Start this with the variables of the services to have it looked at.";

    @Override
    public String name() {
        return "variables";
    }

    @Override
    public List<Finding> look(Surroundings here) {
        var settings = here.settings();
        var findings = new ArrayList<Finding>();
        missing(settings, findings);
        malformed(settings, findings);
        tokens(settings, findings);
        gitHub(settings, findings);
        chat(settings, findings);
        database(settings, findings);
        if (findings.stream().noneMatch(each -> each.level() == Finding.Level.WRONG)) {
            var set = Arrays.stream(Variable.values()).filter(each -> settings.get(each).isPresent()).count();
            findings.addFirst(Finding.ok(set + " of " + Variable.values().length + " variables are set, and go together"));
        }
        return findings;
    }

    private static void missing(Settings settings, List<Finding> findings) {
        var missing = List.of(Variable.GITHUB_WEBHOOK_SECRET, Variable.UPM_TRUSTED_OWNERS, Variable.UPM_TOKENS,
                Variable.UPM_REGISTRY, Variable.NPM_TOKEN).stream().filter(each -> settings.get(each).isEmpty()).toList();
        if (!missing.isEmpty()) {
            findings.add(Finding.notAsked("not set here: " + String.join(", ", missing.stream().map(Enum::name).toList())
                    + ", without which the services publish nothing", SAME_AS_THE_SERVICES));
        }
        if (settings.get(Variable.UPM_REGISTRY).isPresent() != settings.get(Variable.NPM_TOKEN).isPresent()) {
            findings.add(Finding.wrong("of UPM_REGISTRY and NPM_TOKEN only one is set", "Set both: the publisher needs them."));
        }
    }

    private static void malformed(Settings settings, List<Finding> findings) {
        for (var variable : Variable.values()) {
            var value = settings.get(variable);
            if (value.isEmpty()) {
                continue;
            }
            switch (variable.kind()) {
                case URL -> address(settings, variable, findings);
                case NUMBER -> {
                    if (!value.get().matches("[0-9]{1,20}")) {
                        findings.add(Finding.wrong(variable + " is no number", "Set digits only."));
                    }
                }
                case FLAG -> {
                    if (!value.get().matches("true|false")) {
                        findings.add(Finding.wrong(variable + " is neither true nor false", "Set one of them."));
                    }
                }
                case SECRET -> {
                    if (variable != Variable.GITHUB_APP_PRIVATE_KEY && value.get().chars().anyMatch(c -> c <= ' ' || c > '~')
                            && !LISTS.contains(variable)) {
                        findings.add(Finding.wrong(variable + " has blanks or characters beyond ASCII, as no secret has",
                                "Copy it anew."));
                    }
                }
                case TEXT -> {
                }
            }
        }
        if (settings.get(Variable.AUDIT_LOG_RETENTION_DAYS).filter("0"::equals).isPresent()) {
            findings.add(Finding.wrong("AUDIT_LOG_RETENTION_DAYS is 0", "Keep records for a day at least."));
        }
    }

    private static void address(Settings settings, Variable variable, List<Finding> findings) {
        try {
            var url = settings.url(variable).orElseThrow();
            if (url.getRawUserInfo() != null) {
                findings.add(Finding.wrong(variable + " has a user or password in it", "Leave them out: there are variables."));
            }
            if (!settings.isProtected(url)) {
                findings.add(Finding.wrong(variable + " leads to " + url.getHost() + " without TLS",
                        "Use https, or add the host to UPM_PLAIN_HTTP_HOSTS if nobody can listen on the way."));
            }
        } catch (InvalidSettingException e) {
            findings.add(Finding.wrong(String.valueOf(e.getMessage()), "Correct it."));
        }
    }

    private static void tokens(Settings settings, List<Finding> findings) {
        var tokens = settings.get(Variable.UPM_TOKENS);
        if (tokens.isPresent() && !TOKENS.matcher(tokens.get()).matches()) {
            findings.add(Finding.wrong("UPM_TOKENS is not of the form name:role:token,…",
                    "Roles are viewer, operator, admin and requester(owner/*,owner/name)."));
        }
        if (settings.list(Variable.GITHUB_WEBHOOK_SECRET).stream().anyMatch(each -> each.length() < SHORT_SECRET)) {
            findings.add(Finding.warning("a secret of GITHUB_WEBHOOK_SECRET has less than " + SHORT_SECRET + " characters",
                    "Take a longer one: it can be tried out from any signed delivery."));
        }
        if (settings.list(Variable.UPM_SESSION_KEY).stream().anyMatch(each -> !SESSION_KEY.matcher(each).matches())) {
            findings.add(Finding.wrong("UPM_SESSION_KEY has something that is not 32 bytes in base64",
                    "Make one with: openssl rand -base64 32"));
        }
        if (settings.list(Variable.UPM_TRUSTED_OWNERS).stream().anyMatch(each -> !each.matches("[A-Za-z0-9_-]{1,39}"))) {
            findings.add(Finding.wrong("UPM_TRUSTED_OWNERS has something that is no owner's name",
                    "Write names only, separated by commas."));
        }
    }

    private static void gitHub(Settings settings, List<Finding> findings) {
        var token = settings.get(Variable.GH_PAT).isPresent();
        var id = settings.get(Variable.GITHUB_APP_ID).isPresent();
        var key = settings.get(Variable.GITHUB_APP_PRIVATE_KEY).isPresent();
        if (token && (id || key)) {
            findings.add(
                    Finding.wrong("GH_PAT and a GitHub App are both set", "Keep one: the services do not start with both."));
        } else if (id != key) {
            findings.add(Finding.wrong("of GITHUB_APP_ID and GITHUB_APP_PRIVATE_KEY only one is set", "Set both."));
        }
        var base = settings.get(Variable.GITHUB_BASE_URL).map(value -> value.replaceAll("/+$", ""));
        var api = settings.get(Variable.GITHUB_API_URL).map(value -> value.replaceAll("/+$", ""));
        if (api.isPresent() && base.orElse("https://github.com").equals("https://github.com")
                && !api.get().equals("https://api.github.com")) {
            findings.add(
                    Finding.warning("GITHUB_API_URL is not the API of https://github.com, where repositories are cloned from",
                            "Leave GITHUB_API_URL out, or set GITHUB_BASE_URL to the same GitHub."));
        }
    }

    private static void chat(Settings settings, List<Finding> findings) {
        var webhook = settings.get(Variable.DISCORD_WEBHOOK_UPM);
        if (webhook.isEmpty() && settings.get(Variable.DISCORD_THREAD_ID).isPresent()) {
            findings.add(Finding.wrong("DISCORD_THREAD_ID is set without DISCORD_WEBHOOK_UPM",
                    "Set the webhook too: a thread is one of its channel."));
        }
    }

    private static void database(Settings settings, List<Finding> findings) {
        settings.get(Variable.UPM_DB_URL).filter(value -> !value.startsWith("jdbc:postgresql://"))
                .ifPresent(_ -> findings.add(Finding.wrong("UPM_DB_URL does not begin with jdbc:postgresql://",
                        "Write it as in jdbc:postgresql://host:5432/upm.")));
        settings.get(Variable.UPM_DB_ADMIN_URL).filter(value -> !value.matches("postgres(ql)?://.+"))
                .ifPresent(_ -> findings.add(Finding.wrong("UPM_DB_ADMIN_URL does not begin with postgresql://",
                        "Write it as in postgresql://admin:password@host:5432/upm.")));
    }
}
