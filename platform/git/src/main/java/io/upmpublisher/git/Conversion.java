package io.upmpublisher.git;

import java.util.Map;
import java.util.Optional;

import org.eclipse.jgit.attributes.Attribute;
import org.eclipse.jgit.attributes.Attribute.State;
import org.jspecify.annotations.Nullable;

/**
 * What git's convert.c does to a file's content when it checks it out on Linux with no configuration of its own. Filters other
 * than Git LFS need one, and so are not there; {@code export-ignore} is not a matter of checking out.
 *
 * @param ident whether {@code $Id$} is filled in
 * @param encoding what the content is turned into from UTF-8
 * @param lfs whether Git LFS puts another content in place of what is in the repository
 */
record Conversion(LineEnds lineEnds, boolean ident, Optional<String> encoding, boolean lfs) {

    enum LineEnds {
        AS_THEY_ARE,
        CRLF,
        /** Unless the content is binary or has a carriage return already. */
        CRLF_IF_TEXT
    }

    private enum Text {
        UNDEFINED,
        BINARY,
        TEXT,
        AUTO
    }

    static Conversion of(Map<String, Attribute> attributes) {
        var ident = attributes.get("ident");
        return new Conversion(lineEnds(attributes), ident != null && ident.getState() == State.SET,
                encoding(attributes.get("working-tree-encoding")), isValue(attributes.get("filter"), "lfs"));
    }

    boolean changesNothing() {
        return lineEnds == LineEnds.AS_THEY_ARE && !ident && encoding.isEmpty();
    }

    /** Git handles the rest in pieces, and fills in {@code $Id$} a little differently there. */
    boolean needsWhole() {
        return lineEnds == LineEnds.CRLF_IF_TEXT || encoding.isPresent() || lfs;
    }

    private static LineEnds lineEnds(Map<String, Attribute> attributes) {
        var text = text(attributes.get("text"));
        if (text == Text.UNDEFINED) {
            // The older name of the same attribute.
            text = text(attributes.get("crlf"));
        }
        if (text == Text.BINARY || !isValue(attributes.get("eol"), "crlf")) {
            return LineEnds.AS_THEY_ARE;
        }
        return text == Text.AUTO ? LineEnds.CRLF_IF_TEXT : LineEnds.CRLF;
    }

    private static Text text(@Nullable Attribute attribute) {
        if (attribute == null) {
            return Text.UNDEFINED;
        }
        return switch (attribute.getState()) {
            case SET -> Text.TEXT;
            case UNSET -> Text.BINARY;
            case UNSPECIFIED -> Text.UNDEFINED;
            case CUSTOM -> switch (attribute.getValue()) {
                case "auto" -> Text.AUTO;
                case "input" -> Text.TEXT;
                default -> Text.UNDEFINED;
            };
        };
    }

    private static Optional<String> encoding(@Nullable Attribute attribute) {
        if (attribute == null) {
            return Optional.empty();
        }
        return switch (attribute.getState()) {
            // Git, too, refuses to check such a commit out.
            case SET, UNSET -> throw new GitException(GitFault.ATTRIBUTES_UNUSABLE,
                    "The attribute working-tree-encoding is given without an encoding");
            case UNSPECIFIED -> Optional.empty();
            case CUSTOM -> Optional.of(attribute.getValue()).filter(name -> !name.isEmpty() && !TreeEncoding.isUtf8(name));
        };
    }

    private static boolean isValue(@Nullable Attribute attribute, String value) {
        return attribute != null && attribute.getState() == State.CUSTOM && value.equals(attribute.getValue());
    }
}
