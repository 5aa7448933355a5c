package io.upmpublisher.web.problem;

import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

import io.quarkus.smallrye.openapi.OpenApiFilter;

/** Every operation's default response is a problem; written once here instead of at each resource. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemSchema implements OASFilter {

    private static final String NAME = "Problem";

    @Override
    public void filterOpenAPI(OpenAPI api) {
        if (api.getComponents() == null) {
            api.setComponents(OASFactory.createComponents());
        }
        api.getComponents().addSchema(NAME, problem());
        if (api.getPaths() != null && api.getPaths().getPathItems() != null) {
            api.getPaths().getPathItems().values().forEach(path -> path.getOperations().values().forEach(operation -> {
                if (operation.getResponses() == null) {
                    operation.setResponses(OASFactory.createAPIResponses());
                }
                operation.getResponses().addAPIResponse("default", OASFactory.createAPIResponse()
                        .description("What went wrong, as RFC 9457 problem details")
                        .content(OASFactory.createContent().addMediaType(ProblemBody.MEDIA_TYPE, OASFactory.createMediaType()
                                .schema(OASFactory.createSchema().ref(NAME)))));
            }));
        }
    }

    private static Schema problem() {
        return object().required(List.of("type", "title", "status", "detail"))
                .addProperty("type", text().description("/problems/<code>; the code is stable"))
                .addProperty("title", text())
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text())
                .addProperty("instance", text().description("Of an internal error: what the log calls it"))
                .addProperty("errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY)
                        .items(object().addProperty("pointer", text().description("A JSON Pointer into the body"))
                                .addProperty("message", text())));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
