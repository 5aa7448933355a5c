package io.upmpublisher.torture.scenario;

import java.util.List;
import java.util.Optional;

/** All that is done to the product, in the order of their numbers. */
public final class Scenarios {

    public static final List<Scenario> ALL = List.of(new RandomKills(), new KillsAtPoints(), new BrokerRestarts(),
            new BrokerAway(), new BrokerCuts(), new PostgresCrashes(), new DuplicateStorm(), new Poison(),
            new RegistryWeather(), new AftermathFaults(), new TopologyLoss(), new Replicas(), new Burst());

    /** What shows best that the harness would see a mistake. */
    public static final List<Scenario> FOR_CONTROL = ALL.stream()
            .filter(scenario -> List.of("kills", "points", "broker-away").contains(scenario.name())).toList();

    private Scenarios() {
    }

    /** By name or by number, from 1. */
    public static Optional<Scenario> find(String wanted) {
        return ALL.stream().filter(scenario -> scenario.name().equals(wanted) || wanted.equals(number(scenario))).findFirst();
    }

    public static String number(Scenario scenario) {
        return Integer.toString(ALL.indexOf(scenario) + 1);
    }
}
