package io.upmpublisher.ingress.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;

import io.upmpublisher.web.problem.PlatformProblem;
import io.upmpublisher.web.problem.Problem;

/** How bodies in GitHub's formats are read: fields that are not known pass, wrong types and excess do not. */
public final class ArrivalJson {

    public static final ObjectMapper MAPPER = mapper();

    private ArrivalJson() {
    }

    /**
     * @throws Problem if there is nothing, or nothing in UTF-8, which is all that JSON may be in (RFC 8259, section 8.1)
     */
    public static <T> T read(byte[] body, Class<T> type) throws JsonProcessingException {
        requireText(body);
        try (var parser = MAPPER.createParser(body)) {
            var value = MAPPER.readValue(parser, type);
            if (value == null) {
                throw MismatchedInputException.from(parser, type, "null");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireText(byte[] body) {
        if (body.length == 0) {
            throw new Problem(PlatformProblem.MALFORMED_JSON, "The body is empty.");
        }
        // Jackson would read UTF-16 and UTF-32 as well, which it knows by the zeros in ASCII or by the mark at the beginning.
        var first = body[0] & 0xff;
        var second = body.length > 1 ? body[1] & 0xff : 0xff;
        if (first == 0 || second == 0 || first == 0xfe && second == 0xff || first == 0xff && second == 0xfe) {
            throw new Problem(PlatformProblem.MALFORMED_JSON, "The body is not UTF-8.");
        }
    }

    // The limits are those of our own APIs, because the problem that names them is the same. Only texts may be as long as the
    // body: one commit with a message beyond all measure must not cost the whole push.
    private static ObjectMapper mapper() {
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(100).maxNumberLength(100)
                        .maxStringLength(Integer.MAX_VALUE).maxNameLength(1_000).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                // Payloads bring ever new names; interned ones would stay for good.
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        return JsonMapper.builder(factory)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, coercion -> coercion
                        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }
}
