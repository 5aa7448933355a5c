package io.upmpublisher.torture.load;

import java.time.Duration;

/**
 * How pushes are spread, and how often they are told of.
 *
 * @param events how many pushes
 * @param over how long they take together
 * @param atOnce how many times each delivery is sent, at the same moment
 * @param repeated the share of deliveries that are sent once more under their id, between 0 and 1
 * @param retold the share of pushes that another delivery tells of too
 * @param prepared whether everything is committed before the first of it is told of
 */
public record Pace(int events, Duration over, int atOnce, double repeated, double retold, boolean prepared) {

    /** One in ten is sent again, and one in twenty told of by a second hook. */
    public static Pace usual(int events, Duration over) {
        return new Pace(events, over, 1, 0.1, 0.05, false);
    }

    /** As fast as it is said, however long commits take. */
    public static Pace prepared(int events, Duration over) {
        return new Pace(events, over, 1, 0.1, 0.05, true);
    }
}
