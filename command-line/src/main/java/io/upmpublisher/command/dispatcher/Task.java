package io.upmpublisher.command.dispatcher;

/** What is to be done about the workflow in each repository. */
enum Task {
    INSTALL("Ask UPM Auto Publisher for publishes",
            """
                    Adds the workflow that tells UPM Auto Publisher of pushes. It checks nothing out, runs \
                    nothing of this repository, and its own token may do nothing.

                    It needs the variable `UPM_INGRESS_URL` and the secret `UPM_DISPATCH_TOKEN`, of this repository or its organisation."""),
    RESTORE("Restore the UPM dispatcher workflow",
            """
                    Brings the workflow that tells UPM Auto Publisher of pushes back to its template, which never needs to be changed."""),
    REMOVE("Remove the UPM dispatcher workflow",
            """
                    Removes the workflow that told UPM Auto Publisher of pushes: its webhook does that now, or nothing is to be published \
                    from here any more.""");

    private final String title;
    private final String text;

    Task(String title, String text) {
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }
}
