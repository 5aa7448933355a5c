package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A node of a parsed path part: a sequence of texts and groups, or a group of alternative sequences. Built by
 * {@link ExtglobParser}, rewritten by {@link ExtglobSimplifier}, read by {@link PartCompiler}.
 */
final class ExtglobNode {

    @Nullable
    ExtglobType type;
    @Nullable
    ExtglobNode parent;
    final int indexInParent;
    final List<Object> parts = new ArrayList<>();
    /** A group without any text, as in {@code !()}. */
    boolean empty;

    ExtglobNode(@Nullable ExtglobType type, @Nullable ExtglobNode parent) {
        this.type = type;
        this.parent = parent;
        this.indexInParent = parent == null ? 0 : parent.parts.size();
    }

    void add(Object part) {
        if (!"".equals(part)) {
            parts.add(part);
        }
    }

    /** Whether nothing but negations stands before this in the path part. */
    boolean isStart() {
        if (parent == null) {
            return true;
        }
        if (!parent.isStart()) {
            return false;
        }
        for (var i = 0; i < indexInParent; i++) {
            if (i >= parent.parts.size()
                    || !(parent.parts.get(i) instanceof ExtglobNode before && before.type == ExtglobType.NONE_OF)) {
                return false;
            }
        }
        return true;
    }

    boolean isEnd() {
        if (parent == null || parent.type == ExtglobType.NONE_OF) {
            return true;
        }
        return parent.isEnd() && (type == null || indexInParent == parent.parts.size() - 1);
    }

    @Override
    public String toString() {
        var texts = parts.stream().map(Object::toString).toList();
        return type == null ? String.join("", texts) : type.sign() + "(" + String.join("|", texts) + ")";
    }
}
