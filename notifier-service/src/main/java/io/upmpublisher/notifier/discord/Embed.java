package io.upmpublisher.notifier.discord;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A rich message within Discord's limits (https://discord.com/developers/docs/resources/message#embed-object-embed-limits).
 * There is no address outside of Markdown: Discord refuses the whole message for one that it does not like, such as localhost.
 */
final class Embed {

    static final int TITLE = 256;
    static final int DESCRIPTION = 4096;
    static final int FIELDS = 25;
    static final int FIELD_NAME = 256;
    static final int FIELD_VALUE = 1024;
    static final int FOOTER = 2048;
    static final int AUTHOR = 256;
    static final int ALL = 6000;

    private final Colour colour;
    private final String title;
    private String author = "";
    private String description = "";
    private String footer = "";
    private Instant time = Instant.EPOCH;
    private final List<Field> fields = new ArrayList<>();

    Embed(Colour colour, String title) {
        this.colour = colour;
        this.title = within(TITLE, "title", title);
    }

    enum Colour {
        GREEN(0x2E_CC_71),
        AMBER(0xF1_C4_0F),
        RED(0xE7_4C_3C);

        private final int rgb;

        Colour(int rgb) {
            this.rgb = rgb;
        }
    }

    record Field(String name, String value, boolean inline) {

        Field {
            // Discord refuses a message for a field in which nothing can be seen.
            value = value.codePoints().allMatch(Field::isUnseen) ? "–" : value;
            within(FIELD_NAME, "a field's name", name);
            within(FIELD_VALUE, "a field's value", value);
        }

        int length() {
            return name.length() + value.length();
        }

        private static boolean isUnseen(int character) {
            return Character.isWhitespace(character) || Character.getType(character) == Character.FORMAT;
        }
    }

    Embed author(String text) {
        author = within(AUTHOR, "author", text);
        return this;
    }

    Embed description(String text) {
        description = text.isEmpty() ? "" : within(DESCRIPTION, "description", text);
        return this;
    }

    Embed footer(String text, Instant at) {
        footer = within(FOOTER, "footer", text);
        time = at.truncatedTo(ChronoUnit.MILLIS);
        return this;
    }

    Embed add(List<Field> more) {
        fields.addAll(more);
        if (fields.size() > FIELDS) {
            throw new IllegalArgumentException("an embed has at most " + FIELDS + " fields");
        }
        return this;
    }

    /** How much text may still be added. */
    int left() {
        return ALL - title.length() - author.length() - description.length() - footer.length()
                - fields.stream().mapToInt(Field::length).sum();
    }

    /** The message's body; nobody is ever mentioned by it. */
    String toMessage() {
        if (left() < 0) {
            throw new IllegalArgumentException("an embed has at most " + ALL + " characters");
        }
        var embed = JsonNodeFactory.instance.objectNode().put("title", title).put("color", colour.rgb);
        put(embed, "description", description);
        if (!author.isEmpty()) {
            embed.putObject("author").put("name", author);
        }
        var list = embed.putArray("fields");
        fields.forEach(field -> list.addObject().put("name", field.name()).put("value", field.value()).put("inline",
                field.inline()));
        if (!footer.isEmpty()) {
            embed.putObject("footer").put("text", footer);
            embed.put("timestamp", time.toString());
        }
        var message = JsonNodeFactory.instance.objectNode();
        message.putArray("embeds").add(embed);
        message.putObject("allowed_mentions").putArray("parse");
        return message.toString();
    }

    private static void put(ObjectNode node, String name, String text) {
        if (!text.isEmpty()) {
            node.put(name, text);
        }
    }

    private static String within(int max, String what, String text) {
        if (text.isEmpty() || text.length() > max) {
            throw new IllegalArgumentException(what + " has 1 to " + max + " characters, not " + text.length());
        }
        return text;
    }
}
