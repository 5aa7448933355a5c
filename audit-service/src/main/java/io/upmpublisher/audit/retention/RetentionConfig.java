package io.upmpublisher.audit.retention;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "audit.retention")
interface RetentionConfig {

    /** For how many days, today not counted, records and settled dead letters are kept; at least 1. */
    int days();

    /** How often days to come are made and days gone by are dropped. */
    @WithDefault("1H")
    Duration every();
}
