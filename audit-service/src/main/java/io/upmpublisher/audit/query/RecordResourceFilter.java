package io.upmpublisher.audit.query;

import jakarta.ws.rs.QueryParam;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The filters of records as query parameters. */
public class RecordResourceFilter {

    @QueryParam("repository")
    @Parameter(description = "owner/name, in any case")
    @Nullable
    String repository;

    @QueryParam("package")
    @Nullable
    String packageName;

    @QueryParam("version")
    @Parameter(description = "of a package; of the named one, if one is named")
    @Nullable
    String version;

    @QueryParam("outcome")
    @Parameter(description = "of the event or of a package, as in published, failed, ignored")
    @Nullable
    String outcome;

    @QueryParam("type")
    @Parameter(description = "the event's name, as in publish.completed")
    @Nullable
    String type;

    @QueryParam("actor")
    @Parameter(description = "the user name of who did it")
    @Nullable
    String actor;

    @QueryParam("run")
    @Nullable
    String run;

    @QueryParam("from")
    @Parameter(description = "the first time, as in 2026-03-02T09:15:30Z or 2026-03-02")
    @Nullable
    String from;

    @QueryParam("to")
    @Parameter(description = "the first time after it")
    @Nullable
    String to;

    RecordFilter read() {
        var reader = new RecordFilterReader();
        var first = reader.time("from", from);
        var after = reader.time("to", to);
        reader.requireOrder(first, after);
        var filter = new RecordFilter(reader.repository(repository), reader.packageName(packageName),
                reader.text("version", version), reader.text("outcome", outcome), reader.text("type", type),
                reader.text("actor", actor), reader.run(run), first, after);
        reader.throwIfInvalid();
        return filter;
    }
}
