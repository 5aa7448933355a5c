package io.upmpublisher.web.page;

import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.function.Function;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;

import org.jspecify.annotations.Nullable;

import io.upmpublisher.events.CommitId;
import io.upmpublisher.events.CommitPrefix;
import io.upmpublisher.events.CommitRef;
import io.upmpublisher.events.PackageName;
import io.upmpublisher.events.RepositoryName;
import io.upmpublisher.events.RunId;

/** Lets resources take the pipeline's values as path and query parameters; one that breaks its rule is the caller's fault. */
@Provider
public class ValueParameters implements ParamConverterProvider {

    private static final Map<Class<?>, Function<String, ?>> PARSERS = Map.of(
            CommitId.class, CommitId::of,
            CommitPrefix.class, CommitPrefix::of,
            CommitRef.class, CommitRef::of,
            PackageName.class, PackageName::of,
            RepositoryName.class, RepositoryName::parse,
            RunId.class, RunId::parse);

    @Override
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type genericType, Annotation[] annotations) {
        var parser = PARSERS.get(type);
        return parser == null ? null : new Converter<>(type, parser);
    }

    private record Converter<T>(Class<T> type, Function<String, ?> parser) implements ParamConverter<T> {

        @Override
        public @Nullable T fromString(@Nullable String text) {
            return text == null ? null : type.cast(parser.apply(text));
        }

        @Override
        public String toString(T value) {
            return value.toString();
        }
    }
}
