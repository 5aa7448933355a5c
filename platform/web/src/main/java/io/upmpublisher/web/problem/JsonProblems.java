package io.upmpublisher.web.problem;

import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;

import io.upmpublisher.events.InvalidValueException;

/**
 * Says what is wrong with a JSON body. Every sentence is our own: Jackson's name classes and settings, and quote the input.
 */
final class JsonProblems {

    private static final String DUPLICATE = "Duplicate field";
    private static final String INVALID_UTF_8 = "Invalid UTF-8";

    private JsonProblems() {
    }

    static Problem of(JsonProcessingException failure) {
        // The reader's own complaints come wrapped when they happen inside a list or an object.
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case StreamConstraintsException limit -> {
                    return new Problem(PlatformProblem.JSON_LIMIT_EXCEEDED,
                            exceeded(String.valueOf(limit.getOriginalMessage())));
                }
                case StreamReadException syntax -> {
                    return malformed(syntax);
                }
                case InvalidValueException value -> {
                    return Problem.invalidField(pointer(failure), value.getMessage());
                }
                default -> {
                }
            }
        }
        return switch (failure) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown);
            case MismatchedInputException mismatch -> problem(PlatformProblem.MISMATCHED_FIELD, failure,
                    "must be " + expected(mismatch.getTargetType()));
            default -> problem(PlatformProblem.MISMATCHED_FIELD, failure, "is not acceptable here");
        };
    }

    // Jackson tells what it was only in words (StreamReadConstraints).
    private static String exceeded(String message) {
        if (message.contains("nesting depth")) {
            return "The JSON may be nested " + ApiJson.MAX_NESTING + " levels deep.";
        }
        if (message.startsWith("Number")) {
            return "A number in the JSON may have " + ApiJson.MAX_NUMBER_LENGTH + " characters.";
        }
        if (message.startsWith("Name")) {
            return "A field's name in the JSON may have " + ApiJson.MAX_NAME_LENGTH + " characters.";
        }
        return "A text in the JSON may have " + ApiJson.MAX_STRING_LENGTH + " characters.";
    }

    private static Problem malformed(StreamReadException syntax) {
        var message = String.valueOf(syntax.getOriginalMessage());
        var what = syntax instanceof JsonEOFException ? "The JSON ends too early"
                : message.startsWith(DUPLICATE) ? "A field is given twice"
                        : message.startsWith(INVALID_UTF_8) ? "The body is not UTF-8" : "The JSON is not valid";
        return new Problem(PlatformProblem.MALFORMED_JSON, what + position(syntax.getLocation()));
    }

    private static Problem unknownField(UnrecognizedPropertyException unknown) {
        var known = unknown.getKnownPropertyIds() == null ? ""
                : unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
        return problem(PlatformProblem.UNKNOWN_FIELD, unknown,
                known.isEmpty() ? "is not known here" : "is not known here; known are " + known);
    }

    private static Problem problem(PlatformProblem type, JsonProcessingException failure, String message) {
        return new Problem(type, type.title() + position(failure.getLocation()),
                List.of(new InvalidField(pointer(failure), message)), Map.of());
    }

    private static String position(@Nullable JsonLocation at) {
        return at == null || at.getLineNr() < 1 ? "." : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ").";
    }

    private static String pointer(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping ? mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(JsonPointers::step).collect(Collectors.joining()) : "";
    }

    private static String expected(@Nullable Class<?> target) {
        if (target == null) {
            return "of another type";
        }
        if (target.isEnum()) {
            return "one of " + Arrays.stream(target.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(", "));
        }
        if (CharSequence.class.isAssignableFrom(target)) {
            return "a text";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (target == int.class || target == long.class || target == Integer.class || target == Long.class) {
            return "a whole number in range";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return "a number";
        }
        if (target == UUID.class) {
            return "a UUID";
        }
        if (Temporal.class.isAssignableFrom(target)) {
            return "a time as in RFC 3339";
        }
        if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            return "a list";
        }
        return target.isRecord() || Map.class.isAssignableFrom(target) ? "an object with all its required fields"
                : "of another type";
    }
}
