package io.upmpublisher.command.dispatcher;

/** The workflow's file on a branch. */
sealed interface Workflow {

    record Absent() implements Workflow {
    }

    record AsTemplate(String blob) implements Workflow {
    }

    record Changed(String blob) implements Workflow {
    }

    static Workflow of(String blob, Template template) {
        return blob.equals(template.blob()) ? new AsTemplate(blob) : new Changed(blob);
    }
}
