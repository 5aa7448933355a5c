package io.upmpublisher.ingress.hook;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How webhooks are looked after; it needs a credential for GitHub that may read and redeliver. */
@ConfigMapping(prefix = "ingress.hook")
interface HookConfig {

    /** Whether they are looked after at all. */
    boolean enabled();

    /**
     * Where webhooks may be: {@code organization}, {@code repository}, {@code app}. An owner is served if one of them points
     * here; a repository's own is looked for only where no other does.
     */
    Optional<Set<HookKind>> kinds();

    /** The address that webhooks must have to point here. */
    URI url();

    /** How often a webhook of an organisation or the App is looked at. */
    @WithDefault("5M")
    Duration every();

    /** How often one of a repository is looked at: there are many, and GitHub counts each question. */
    @WithDefault("30M")
    Duration everyOfRepository();

    /** How far back GitHub delivers again: 3 days on github.com, 7 on Enterprise Server. */
    @WithDefault("3D")
    Duration window();

    /** How often GitHub is asked for the same delivery. */
    @WithDefault("3")
    int maxAsks();

    /** How long to wait until it is asked for the same one a second time; for the third, twice as long. */
    @WithDefault("1H")
    Duration askAgainAfter();

    /** From when on an alarm says that deliveries were not looked at. */
    @WithDefault("48H")
    Duration overdueAfter();
}
