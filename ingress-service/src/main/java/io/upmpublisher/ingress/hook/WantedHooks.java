package io.upmpublisher.ingress.hook;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.upmpublisher.events.RepositoryName;

/** Where webhooks are to be looked for. */
final class WantedHooks {

    private final Set<HookKind> kinds;

    /**
     * @param isApp whether there is an App that could have one
     */
    WantedHooks(Set<HookKind> kinds, boolean isApp) {
        this.kinds = isApp ? kinds : without(kinds, HookKind.APP);
    }

    /**
     * A repository's own only where nothing else serves it: there may be hundreds, and GitHub counts each question.
     *
     * @param known how those that are watched already are
     */
    Set<HookScope> of(Collection<RepositoryName> repositories, List<WatchedHook> known) {
        var wanted = new LinkedHashSet<HookScope>();
        if (kinds.contains(HookKind.APP) && !repositories.isEmpty()) {
            wanted.add(HookScope.APP);
        }
        if (kinds.contains(HookKind.ORGANIZATION)) {
            repositories.stream().map(HookScope::ofOwner).forEach(wanted::add);
        }
        if (kinds.contains(HookKind.REPOSITORY)) {
            repositories.stream().map(HookScope::of).filter(own -> known.stream()
                    .noneMatch(hook -> hook.state() == HookState.FOUND && own.isWithin(hook.scope()))).forEach(wanted::add);
        }
        return wanted;
    }

    private static Set<HookKind> without(Set<HookKind> kinds, HookKind kind) {
        var rest = new LinkedHashSet<>(kinds);
        rest.remove(kind);
        return rest;
    }
}
