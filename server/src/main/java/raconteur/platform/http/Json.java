package raconteur.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;
import raconteur.platform.Code;
import raconteur.platform.Refusal;
import raconteur.platform.Text;

/** How JSON is read and written at the edge: snake case, bounded, no silent conversions. */
@Singleton
final class Json implements ObjectMapperCustomizer {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 1 << 20;

    /** Last, so that our way of writing times stands over the framework's. */
    @Override
    public int priority() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void customize(ObjectMapper mapper) {
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        mapper.setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        mapper.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
        mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
        for (var scalar : List.of(LogicalType.Integer, LogicalType.Float, LogicalType.Boolean)) {
            mapper.coercionConfigFor(scalar)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        }
        mapper.coercionConfigFor(LogicalType.Boolean).setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
        mapper.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST)
                        .maxNameLength(256)
                        .maxNumberLength(64)
                        .build());
        mapper.getFactory().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
        var text = new SimpleModule();
        text.addDeserializer(String.class, new CleanText());
        text.addSerializer(java.time.Instant.class, new Moments());
        mapper.registerModule(text);
    }

    /** The refusal for JSON that could not be read: 422 with the field for a wrong type, 400 for anything else. */
    static Refusal refusal(JacksonException failure) {
        if (failure.getOriginalMessage() != null && failure.getOriginalMessage().startsWith("Trailing token")) {
            return malformed(); // well-formed as far as it goes, and then there is more
        }
        if (failure instanceof MismatchedInputException || failure instanceof ValueInstantiationException) {
            return wrongType((JsonMappingException) failure);
        }
        if (failure instanceof JsonMappingException mapped && failure.getCause() instanceof InputCoercionException) {
            return wrongType(mapped); // a number, but none that fits
        }
        if (failure.getCause() instanceof Refusal refusal) {
            return refusal;
        }
        return malformed();
    }

    private static Refusal malformed() {
        return new Refusal(Code.MALFORMED, new Text("The body is not well-formed JSON.", "请求体不是有效的 JSON。"));
    }

    private static Refusal wrongType(JsonMappingException failure) {
        var path = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        var field = path.startsWith(".") ? path.substring(1) : path.isEmpty() ? "body" : path;
        return failure instanceof InvalidFormatException
                ? Refusal.invalid(field, "this value is not allowed here", "此值不被接受")
                : Refusal.invalid(field, "this is of the wrong type or missing", "类型不正确或缺失");
    }
}
