package io.upmpublisher.command.check;

import java.util.List;

/** Looks at one part of a deployment, and changes nothing. */
interface Check {

    /** As {@code --only} has it. */
    String name();

    /** What it finds; whatever it throws counts as wrong. */
    List<Finding> look(Surroundings here) throws Exception;
}
