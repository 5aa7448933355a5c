package io.upmpublisher.web.limit;

import java.time.Duration;

import io.github.bucket4j.TimeMeter;

final class SettableTime implements TimeMeter {

    private long now;

    void pass(Duration time) {
        now += time.toNanos();
    }

    @Override
    public long currentTimeNanos() {
        return now;
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
