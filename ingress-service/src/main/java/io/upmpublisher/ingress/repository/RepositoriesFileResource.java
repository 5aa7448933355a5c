package io.upmpublisher.ingress.repository;

import java.io.IOException;
import java.util.Objects;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import io.upmpublisher.ingress.database.IngressDatabase;
import io.upmpublisher.operator.Operator;
import io.upmpublisher.web.problem.Problem;
import io.upmpublisher.web.token.Role;

@Path("/api/repositories.json")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class RepositoriesFileResource {

    private static final String PATH = "/api/repositories.json";

    private final Repositories repositories;
    private final RepositoriesImport repositoriesImport;
    private final RepositoryUrls urls;
    private final IngressDatabase database;
    private final Operator operator;

    RepositoriesFileResource(Repositories repositories, RepositoriesImport repositoriesImport, RepositoryUrls urls,
            IngressDatabase database, Operator operator) {
        this.repositories = repositories;
        this.repositoriesImport = repositoriesImport;
        this.urls = urls;
        this.database = database;
        this.operator = operator;
    }

    @GET
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "Writes the registered repositories as a repositories.json")
    public RepositoriesFile export() {
        return database.inTransaction(() -> new RepositoriesFile(RepositoriesFile.SCHEMA, repositories.all().stream()
                .map(registration -> RepositoriesFile.Entry.from(registration, urls)).toList()));
    }

    @GET
    @Path("/schema")
    @Produces("application/schema+json")
    @RolesAllowed(Role.VIEW)
    @Operation(summary = "The JSON Schema of a repositories.json")
    public byte[] schema() throws IOException {
        try (var schema = RepositoriesFile.class.getResourceAsStream("/schemas/repositories.schema.json")) {
            return Objects.requireNonNull(schema, "the schema is not in the build").readAllBytes();
        }
    }

    @PUT
    @RolesAllowed(Role.OPERATE)
    @Operation(summary = "Registers and changes what a repositories.json names; dryRun=true only shows what that would be")
    @Parameter(name = "dryRun", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
    public RepositoriesImport.Difference read(@Context UriInfo uri, @NotNull RepositoriesFile file) {
        return operator.refusable("repositories.import", PATH, () -> {
            var onlyShow = isTrue(uri.getQueryParameters().getFirst("dryRun"));
            var changes = new RepositoriesFileReader(urls).read(file);
            return database.inTransaction(() -> repositoriesImport.apply(changes, onlyShow, operator.name()));
        });
    }

    // Read by hand: JAX-RS takes every word but "true" for false, and no value for no parameter. Who wrote dryRun=1 would have changed
    // everything.
    private static boolean isTrue(@Nullable String dryRun) {
        return switch (dryRun) {
            case "true" -> true;
            case null -> false;
            case "false" -> false;
            default -> throw Problem.invalidField("/dryRun", "must be true or false");
        };
    }
}
