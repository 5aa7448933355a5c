package io.upmpublisher.command.dispatcher;

/** What a task means for one repository, by the file on its default branch. */
sealed interface Step {

    /** It is as it should be. */
    record Nothing(String reason) implements Step {
    }

    /** By a commit and a pull request. */
    record Change(String what) implements Step {
    }

    record Refuse(String cause, String remedy) implements Step {
    }

    static Step of(Task task, Workflow present) {
        return switch (task) {
            case INSTALL -> install(present);
            case RESTORE -> restore(present);
            case REMOVE -> remove(present);
        };
    }

    private static Step install(Workflow present) {
        return switch (present) {
            case Workflow.Absent _ -> new Change("add the workflow");
            case Workflow.AsTemplate _ -> new Nothing("installed");
            case Workflow.Changed _ -> new Refuse("the workflow is there, and is not the template",
                    "deploy/upm dispatcher restore brings it back");
        };
    }

    private static Step restore(Workflow present) {
        return switch (present) {
            case Workflow.Absent _ -> new Refuse("there is no workflow to restore", "deploy/upm dispatcher install adds it");
            case Workflow.AsTemplate _ -> new Nothing("it is the template");
            case Workflow.Changed _ -> new Change("bring the workflow back to the template");
        };
    }

    private static Step remove(Workflow present) {
        return switch (present) {
            case Workflow.Absent _ -> new Nothing("not installed");
            case Workflow.AsTemplate _ -> new Change("remove the workflow");
            case Workflow.Changed _ -> new Change("remove the workflow, which somebody changed");
        };
    }

    /** Whether a pull request does what the task would do. */
    static boolean isDone(Task task, Workflow proposed) {
        return task == Task.REMOVE ? proposed instanceof Workflow.Absent : proposed instanceof Workflow.AsTemplate;
    }
}
