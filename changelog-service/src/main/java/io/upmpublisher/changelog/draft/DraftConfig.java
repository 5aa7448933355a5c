package io.upmpublisher.changelog.draft;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who writes the entries. */
@ConfigMapping(prefix = "changelog.draft")
interface DraftConfig {

    /** The key for Gemini; without one entries are made of the commits. */
    Optional<String> geminiApiKey();

    /** The model's name, as in {@code models/<name>:generateContent}. */
    String geminiModel();

    /** Where Gemini's API is. */
    URI geminiApiUrl();

    /** How long one answer may take. */
    @WithDefault("30S")
    Duration timeout();

    /** How many answers a process may ask for within a minute. */
    @WithDefault("10")
    int perMinute();

    /** How many answers a process may ask for within a day of the model's owner. */
    @WithDefault("1500")
    int perDay();

    /** Hosts beside loopback that may be spoken to without TLS. */
    Optional<Set<String>> plainHttpHosts();
}
