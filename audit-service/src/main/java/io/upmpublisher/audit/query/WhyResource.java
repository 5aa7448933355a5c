package io.upmpublisher.audit.query;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.web.token.Role;

@Path("/api/audit/why")
@Produces(MediaType.APPLICATION_JSON)
class WhyResource {

    private final WhyAnswers answers;

    WhyResource(WhyAnswers answers) {
        this.answers = answers;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Tells why a commit's packages were published or not; the commit may be the beginning of its id")
    public Why why(@QueryParam("repository") @Nullable String repository, @QueryParam("commit") @Nullable String commit,
            @QueryParam("package") @Nullable String packageName) {
        var reader = new RecordFilterReader();
        var wantedRepository = reader.required("repository", reader.repository(repository), repository);
        var wantedCommit = reader.required("commit", reader.commit(commit), commit);
        var wantedPackage = reader.packageName(packageName);
        reader.throwIfInvalid();
        return answers.of(wantedRepository.orElseThrow(), wantedCommit.orElseThrow(), wantedPackage);
    }
}
