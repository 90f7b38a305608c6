package raconteur.platform.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Adds to the published document what every operation may answer besides success: a problem with a stable code. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class PublishedErrors implements OASFilter {
    private static final String NAME = "Problem";

    @Override
    public Operation filterOperation(Operation operation) {
        var responses = operation.getResponses();
        if (responses != null && responses.getDefaultValue() == null) {
            responses.setDefaultValue(OASFactory.createAPIResponse().ref(NAME));
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            document.setComponents(components);
        }
        components.addSchema(NAME, problem());
        components.addResponse(
                NAME,
                OASFactory.createAPIResponse()
                        .description("A refusal: nothing was changed.")
                        .content(OASFactory.createContent()
                                .addMediaType(
                                        "application/problem+json",
                                        OASFactory.createMediaType()
                                                .schema(OASFactory.createSchema()
                                                        .ref(NAME)))));
    }

    private static Schema problem() {
        var field = object().addProperty("field", text("which field")).addProperty("message", text("what is wrong"));
        return object().description("RFC 9457; further members may follow")
                .addProperty("type", text("/problems/ and the code"))
                .addProperty("title", text("the code's sentence"))
                .addProperty("status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER))
                .addProperty("detail", text("what happened, in the language asked for"))
                .addProperty("instance", text("the path that was called"))
                .addProperty("code", text("stable and made for programs, such as NOT_FOUND"))
                .addProperty("message", text("the same as detail"))
                .addProperty("trace_id", text("joins this answer with the server's log"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(Schema.SchemaType.ARRAY)
                                .items(field))
                .required(List.of("type", "title", "status", "detail", "instance", "code", "message", "trace_id"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
    }

    private static Schema text(String description) {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING).description(description);
    }
}
