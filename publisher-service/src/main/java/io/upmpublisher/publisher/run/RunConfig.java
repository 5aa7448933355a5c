package io.upmpublisher.publisher.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a run may take. */
@ConfigMapping(prefix = "publisher.run")
interface RunConfig {

    /** Where tarballs lie while they are sent, for each process in a folder of its own. */
    Path workDir();

    /** npm scopes, with their {@code @}, whose packages all count as Unity packages. */
    Optional<Set<String>> scopes();

    /** Above how many megabytes unpacked a package gets a warning. */
    long sizeThresholdMb();

    /** After how long a registry that refused the token is asked again. */
    @WithDefault("1M")
    Duration credentialRecheck();

    /** After how long a paused publisher looks whether it may go on. */
    @WithDefault("5S")
    Duration pauseRecheck();

    /** How long a package may take; then it is broken off and tried again. */
    @WithDefault("15M")
    Duration packageTimeLimit();

    /** How long one attempt at a run may take; what is left then is tried again. */
    @WithDefault("30M")
    Duration runTimeLimit();

    /** How long finished runs, and alarms that nobody ended, are kept. */
    @WithDefault("400D")
    Duration keep();

    /** How many files a package may have. */
    @WithDefault("100000")
    int maxFiles();

    /** How large a package's files may be together. */
    @WithDefault("4294967296")
    long maxUnpackedBytes();

    /** How large a tarball may be. */
    @WithDefault("1073741824")
    long maxPackedBytes();
}
