package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;

/** minimatch's two rewritings: nested groups are merged where that means the same, and negations learn what follows them. */
final class ExtglobSimplifier {

    private static final int MAX_PASSES = 10;
    private static final int MAX_COPIES = 2_000;

    private int copies;

    static void simplify(ExtglobParser.Parsed parsed) {
        var simplifier = new ExtglobSimplifier();
        simplifier.flatten(parsed.root());
        simplifier.completeNegations(parsed.negations());
    }

    private void flatten(ExtglobNode node) {
        if (node.type == null) {
            node.parts.forEach(part -> {
                if (part instanceof ExtglobNode child) {
                    flatten(child);
                }
            });
            return;
        }
        var changed = true;
        for (var pass = 0; changed && pass < MAX_PASSES; pass++) {
            changed = false;
            for (var i = 0; i < node.parts.size(); i++) {
                if (node.parts.get(i) instanceof ExtglobNode child) {
                    flatten(child);
                    changed |= merge(node, child, i);
                }
            }
        }
    }

    private static boolean merge(ExtglobNode node, ExtglobNode child, int index) {
        var type = node.type;
        if (type == null || child.type != null || child.parts.size() != 1
                || !(child.parts.getFirst() instanceof ExtglobNode group) || group.type == null) {
            return false;
        }
        if (type.canAdopt(group.type)) {
            adopt(node, group, index);
            return true;
        }
        if (type.canAdoptWithEmpty(group.type)) {
            var blank = new ExtglobNode(null, group);
            blank.parts.add("");
            group.parts.add(blank);
            adopt(node, group, index);
            return true;
        }
        var usurped = type.usurpedBy(group.type);
        if (node.parts.size() != 1 || usurped.isEmpty()) {
            return false;
        }
        adopt(node, group, index);
        node.type = usurped.get();
        node.empty = false;
        return true;
    }

    private static void adopt(ExtglobNode node, ExtglobNode group, int index) {
        node.parts.remove(index);
        node.parts.addAll(index, group.parts);
        for (var part : group.parts) {
            if (part instanceof ExtglobNode child) {
                child.parent = node;
            }
        }
    }

    /** {@code !(a)b} must not match {@code ab}: what follows a negation is appended to its alternatives. */
    private void completeNegations(List<ExtglobNode> negations) {
        for (var negation : negations.reversed()) {
            if (negation.type != ExtglobType.NONE_OF) {
                continue;
            }
            var node = negation;
            for (var parent = node.parent; parent != null; parent = node.parent) {
                for (var i = node.indexInParent + 1; parent.type == null && i < parent.parts.size(); i++) {
                    var following = parent.parts.get(i);
                    for (var alternative : negation.parts) {
                        addCopy((ExtglobNode) alternative, following);
                    }
                }
                node = parent;
            }
        }
    }

    private void addCopy(ExtglobNode target, Object part) {
        if (++copies > MAX_COPIES) {
            throw new GlobTooComplexException("a pattern has too many negated groups");
        }
        if (!(part instanceof ExtglobNode node)) {
            target.add(part);
            return;
        }
        var copy = new ExtglobNode(node.type, target);
        for (var child : new ArrayList<>(node.parts)) {
            addCopy(copy, child);
        }
        target.add(copy);
    }
}
