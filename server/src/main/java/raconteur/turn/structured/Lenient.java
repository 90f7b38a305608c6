package raconteur.turn.structured;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Readers of JSON from strangers: bounded, and one of them patient. */
final class Lenient {
    /** Characters of an answer that are looked at. */
    static final int LONGEST = 1 << 20;

    static final int DEEPEST = 64;

    private static final StreamReadConstraints BOUNDS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxStringLength(LONGEST)
            .maxNameLength(1000)
            .maxNumberLength(100)
            .build();

    /** JSON to the letter. */
    static final JsonMapper STRICT = mapper(builder());

    /** JSON as people and models write it. */
    static final JsonMapper PATIENT = mapper(builder()
            .enable(
                    JsonReadFeature.ALLOW_JAVA_COMMENTS,
                    JsonReadFeature.ALLOW_YAML_COMMENTS,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_PLUS_SIGN_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_TRAILING_COMMA));

    private Lenient() {}

    private static JsonFactoryBuilder builder() {
        var builder = new JsonFactoryBuilder();
        // buffers that are recycled would hang on the virtual thread that reads
        builder.recyclerPool(JsonRecyclerPools.nonRecyclingPool());
        builder.streamReadConstraints(BOUNDS);
        builder.enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER);
        return builder;
    }

    private static JsonMapper mapper(JsonFactoryBuilder builder) {
        JsonFactory factory = builder.build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }
}
