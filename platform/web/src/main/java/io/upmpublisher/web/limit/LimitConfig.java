package io.upmpublisher.web.limit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

@ConfigMapping(prefix = "upm.limit")
public interface LimitConfig {

    /** How many requests a token's holder may send per minute; 0: any number. */
    @WithDefault("600")
    int callsPerMinute();

    /** How many of them at once after a quiet time; at least one. */
    @WithDefault("300")
    int callsAtOnce();

    /**
     * How many requests without a valid token or signature an address may send per minute; one with a wrong token or signature
     * counts as four. 0: any number.
     */
    @WithDefault("120")
    int strangersPerMinute();

    /** How many refused calls of an operator's go on record per minute; others are only counted. */
    @WithDefault("10")
    int refusalsOnRecordPerMinute();

    /**
     * How long a request may take to come in whole; slower ones are answered 408; 0: as long as it likes. GitHub itself gives
     * up after 10 seconds.
     */
    @WithDefault("20S")
    Duration receiveWithin();

    /** Addresses and networks ({@code 10.0.0.0/8}) of reverse proxies, whose X-Forwarded-For is believed; none of others. */
    Optional<List<String>> trustedProxies();
}
