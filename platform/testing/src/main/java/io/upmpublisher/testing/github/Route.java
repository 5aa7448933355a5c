package io.upmpublisher.testing.github;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;

/** A method and a path of the API, and who answers there. */
record Route(String method, Pattern path, Access access, Handler handler) {

    /** What a caller has to show. */
    enum Access {
        /** Nothing: as for public repositories. */
        ANYONE,
        /** A token of a person or of an installation. */
        TOKEN,
        /** An App's JSON web token. */
        APP
    }

    @FunctionalInterface
    interface Handler {
        Answer answer(Call call) throws JsonProcessingException;
    }

    /**
     * @param template a path with names in braces for segments, or {@code {path+}} for the rest of it; numbers are
     *        {@code {id#}}
     */
    static Route of(String method, String template, Access access, Handler handler) {
        var pattern = template.replaceAll("\\{(\\w+)\\+}", "(?<$1>.+)").replaceAll("\\{(\\w+)#}", "(?<$1>\\\\d{1,18})")
                .replaceAll("\\{(\\w+)}", "(?<$1>[^/]+)");
        return new Route(method, Pattern.compile(pattern), access, handler);
    }

    /** The call with the path's names, if it goes here. */
    Optional<Call> accept(Call call) {
        var matcher = path.matcher(call.path());
        if (!call.method().equals(method) || !matcher.matches()) {
            return Optional.empty();
        }
        var names = new HashMap<String, String>();
        matcher.namedGroups().keySet().forEach(name -> names.put(name, decoded(matcher.group(name))));
        return Optional.of(call.with(names));
    }

    private static String decoded(String text) {
        // In a path a plus is itself.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
