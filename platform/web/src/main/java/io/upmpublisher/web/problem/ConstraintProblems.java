package io.upmpublisher.web.problem;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.StreamSupport;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

/** Turns Bean Validation's findings on a request into fields; findings on our own answers and beans are our fault. */
final class ConstraintProblems {

    private static final int MAX_ERRORS = 50;

    private ConstraintProblems() {
    }

    /** Empty when what is invalid did not come from the caller. */
    static Optional<Problem> of(ConstraintViolationException failure) {
        var violations = failure.getConstraintViolations();
        if (violations == null || violations.isEmpty() || !violations.stream().allMatch(ConstraintProblems::isOfRequest)) {
            return Optional.empty();
        }
        var errors = violations.stream()
                .map(violation -> new InvalidField(pointer(violation.getPropertyPath()), violation.getMessage()))
                .sorted(Comparator.comparing(InvalidField::pointer).thenComparing(InvalidField::message))
                .limit(MAX_ERRORS).toList();
        return Optional.of(Problem.invalidFields(errors));
    }

    private static boolean isOfRequest(ConstraintViolation<?> violation) {
        return StreamSupport.stream(violation.getPropertyPath().spliterator(), false)
                .anyMatch(node -> node.getKind() == ElementKind.PARAMETER || node.getKind() == ElementKind.CROSS_PARAMETER);
    }

    /** The method and the parameter are ours; what follows them is the caller's. A parameter alone goes by its name. */
    private static String pointer(Path path) {
        var pointer = new StringBuilder();
        var parameter = "";
        for (var node : path) {
            if (node.isInIterable() && node.getIndex() != null) {
                pointer.append('/').append(node.getIndex());
            } else if (node.isInIterable() && node.getKey() != null) {
                pointer.append(JsonPointers.step(node.getKey().toString()));
            }
            switch (node.getKind()) {
                case PARAMETER -> parameter = JsonPointers.step(node.getName());
                case PROPERTY -> pointer.append(JsonPointers.step(node.getName()));
                case BEAN, CONSTRUCTOR, METHOD, CROSS_PARAMETER, RETURN_VALUE, CONTAINER_ELEMENT -> {
                }
            }
        }
        return pointer.isEmpty() ? parameter : pointer.toString();
    }
}
