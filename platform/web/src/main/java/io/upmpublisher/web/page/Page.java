package io.upmpublisher.web.page;

import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

/** A list's answer. {@code nextCursor} is null on the last page, and always there, so that clients can rely on it. */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /** From rows that were asked for {@linkplain Limit#withOneMore() with one more} than the page holds. */
    public static <T> Page<T> of(List<T> rows, Limit limit, Function<T, Cursor> cursor) {
        if (rows.size() <= limit.value()) {
            return new Page<>(rows, null);
        }
        var items = rows.subList(0, limit.value());
        return new Page<>(items, cursor.apply(items.getLast()).encoded());
    }

    public <R> Page<R> map(Function<T, R> view) {
        return new Page<>(items.stream().map(view).toList(), nextCursor);
    }
}
