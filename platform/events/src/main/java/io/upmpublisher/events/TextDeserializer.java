package io.upmpublisher.events;

import java.io.IOException;
import java.time.DateTimeException;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;

/** Takes a JSON string and nothing else: Jackson's own deserializers read numbers as texts and times, and Base64 as UUIDs. */
final class TextDeserializer<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Function<String, T> parse;

    TextDeserializer(Class<T> type, Function<String, T> parse) {
        super(type);
        this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(this, "a string is needed here");
        }
        try {
            return parse.apply(parser.getText());
        } catch (IllegalArgumentException | DateTimeException e) {
            throw context.instantiationException(handledType(), e);
        }
    }
}
