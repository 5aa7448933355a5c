package io.upmpublisher.testing.github;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A part of a list, and in the header {@code Link} where the
 * <a href="https://docs.github.com/rest/using-the-rest-api/using-pagination-in-the-rest-api">other parts</a> are.
 */
final class Page {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int USUAL = 30;
    private static final int LONGEST = 100;

    private Page() {
    }

    static <T> Answer of(Call call, List<T> all, Function<T, ? extends JsonNode> shown) {
        var part = new Part(call, all.size());
        return linked(Answer.ok(array(part.of(all), shown)), part.links());
    }

    /** As some lists come: within an object that has the number of all. */
    static <T> Answer within(String name, Call call, List<T> all, Function<T, ? extends JsonNode> shown) {
        var part = new Part(call, all.size());
        ObjectNode body = JSON.createObjectNode().put("total_count", all.size());
        body.set(name, array(part.of(all), shown));
        return linked(Answer.ok(body), part.links());
    }

    /** By a cursor that only the API itself understands: it is the position of the first that follows. */
    static <T> Answer byCursor(Call call, List<T> all, Function<T, ? extends JsonNode> shown) {
        var size = call.query("per_page", USUAL, LONGEST);
        var from = Math.min(call.query("cursor").map(Page::position).orElse(0), all.size());
        var to = Math.min(from + size, all.size());
        var links = to == all.size() ? List.<String> of() : List.of(link(call, "cursor", "v1_" + to, "next"));
        return linked(Answer.ok(array(all.subList(from, to), shown)), links);
    }

    private static int position(String cursor) {
        return cursor.matches("v1_\\d{1,8}") ? Integer.parseInt(cursor.substring(3)) : 0;
    }

    private static <T> ArrayNode array(List<T> items, Function<T, ? extends JsonNode> shown) {
        var array = JSON.createArrayNode();
        items.forEach(item -> array.add(shown.apply(item)));
        return array;
    }

    private static Answer linked(Answer answer, List<String> links) {
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }

    private static String link(Call call, String parameter, String value, String relation) {
        var query = new TreeMap<String, String>();
        for (var each : List.of("per_page", "type", "sort", "direction", "state", "status", "head", "base")) {
            call.query(each).ifPresent(present -> query.put(each, present));
        }
        query.put(parameter, value);
        return "<" + call.base() + call.path() + "?"
                + String.join("&", query.entrySet().stream().map(Page::encoded).toList()) + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(Map.Entry<String, String> parameter) {
        return parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
    }

    private record Part(Call call, int total) {

        <T> List<T> of(List<T> all) {
            var from = (int) Math.min((number() - 1L) * size(), total);
            return all.subList(from, Math.min(from + size(), total));
        }

        List<String> links() {
            var links = new ArrayList<String>();
            if (number() > 1) {
                links.add(link(call, "page", Integer.toString(number() - 1), "prev"));
            }
            if (number() < last()) {
                links.add(link(call, "page", Integer.toString(number() + 1), "next"));
                links.add(link(call, "page", Integer.toString(last()), "last"));
            }
            if (number() > 1) {
                links.add(link(call, "page", "1", "first"));
            }
            return links;
        }

        private int number() {
            return call.query("page", 1, Integer.MAX_VALUE);
        }

        private int size() {
            return call.query("per_page", USUAL, LONGEST);
        }

        private int last() {
            return Math.max(1, (total + size() - 1) / size());
        }
    }
}
