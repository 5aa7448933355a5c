package io.upmpublisher.github;

import java.time.Duration;

/**
 * How many requests a credential has until GitHub counts anew
 * (https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api). All that is done with the credential shares
 * them, in whatever process.
 *
 * @param limit how many it has in all
 * @param remaining how many of them were left after the answer
 * @param untilReset from the answer on, by GitHub's own clock
 */
public record Quota(long limit, long remaining, Duration untilReset) {

    public boolean isBelow(int percent) {
        return remaining * 100 < limit * percent;
    }
}
