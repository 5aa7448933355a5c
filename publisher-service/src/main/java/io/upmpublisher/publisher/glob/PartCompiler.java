package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.upmpublisher.publisher.glob.Element.AnyCharacter;
import io.upmpublisher.publisher.glob.Element.AnyCharacters;
import io.upmpublisher.publisher.glob.Element.AnythingBut;
import io.upmpublisher.publisher.glob.Element.CharacterClass;
import io.upmpublisher.publisher.glob.Element.Choice;
import io.upmpublisher.publisher.glob.Element.End;
import io.upmpublisher.publisher.glob.Element.Literal;
import io.upmpublisher.publisher.glob.Element.NoTraversal;
import io.upmpublisher.publisher.glob.Element.Nothing;

/** Turns one part of a pattern into what it matches. */
final class PartCompiler {

    private boolean magic;
    private boolean unicode;

    static PartPattern compile(String glob) {
        if (glob.equals("**")) {
            return new PartPattern.Globstar();
        }
        if (glob.isEmpty()) {
            return new PartPattern.Exact("");
        }
        var parsed = ExtglobParser.parse(glob);
        ExtglobSimplifier.simplify(parsed);
        var compiler = new PartCompiler();
        var elements = compiler.sequence(parsed.root());
        if (!compiler.magic && glob.toUpperCase(Locale.ROOT).equals(glob.toLowerCase(Locale.ROOT))) {
            return new PartPattern.Exact(literally(elements));
        }
        var quick = QuickPart.of(glob);
        return quick.isPresent() ? quick.get() : new PartPattern.Magic(new ElementMatcher(elements, compiler.unicode));
    }

    private static String literally(List<Element> elements) {
        var text = new StringBuilder();
        for (var element : elements) {
            if (element instanceof Literal literal) {
                text.appendCodePoint(literal.character());
            }
        }
        return text.toString();
    }

    private List<Element> sequence(ExtglobNode node) {
        var whole = node.isStart() && node.isEnd() && node.parts.stream().allMatch(String.class::isInstance);
        var elements = new ArrayList<Element>();
        for (var part : node.parts) {
            if (part instanceof ExtglobNode child) {
                elements.addAll(child.type == null ? sequence(child) : group(child));
            } else {
                elements.addAll(text((String) part, whole));
            }
        }
        if (node.isStart() && mayMatchDots(node, elements)) {
            elements.addFirst(new NoTraversal());
        }
        if (node.parent != null && node.parent.type == ExtglobType.NONE_OF) {
            elements.add(new End());
        }
        return elements;
    }

    /** Parts that begin with a wildcard, perhaps after one or two dots, must not match {@code .} and {@code ..}. */
    private static boolean mayMatchDots(ExtglobNode node, List<Element> elements) {
        if (node.parts.isEmpty() || !(node.parts.getFirst() instanceof String first)
                || node.parts.size() == 1 && (first.equals(".") || first.equals(".."))) {
            return false;
        }
        for (var i = 0; i < Math.min(3, elements.size()); i++) {
            var element = elements.get(i);
            if (element instanceof AnyCharacter || element instanceof AnyCharacters || element instanceof CharacterClass) {
                return true;
            }
            if (!(element instanceof Literal literal && literal.character() == '.')) {
                return false;
            }
        }
        return false;
    }

    private List<Element> group(ExtglobNode node) {
        var type = node.type;
        var alternatives = new ArrayList<List<Element>>();
        for (var part : node.parts) {
            var alternative = sequence((ExtglobNode) part);
            if (!(alternative.isEmpty() && node.isStart() && node.isEnd())) {
                alternatives.add(alternative);
            }
        }
        if (alternatives.isEmpty() && type != ExtglobType.NONE_OF) {
            // A group of nothing that is the whole part, as in @(), is taken for text.
            return node.toString().chars().mapToObj(c -> (Element) new Literal(c)).toList();
        }
        magic = true;
        return List.of(switch (type) {
            case NONE_OF -> node.empty ? new AnyCharacters(1) : new AnythingBut(alternatives);
            case AT_MOST_ONE -> new Choice(alternatives, true, false);
            case EXACTLY_ONE -> new Choice(alternatives, false, false);
            case ANY_NUMBER -> new Choice(alternatives, true, true);
            case AT_LEAST_ONE -> new Choice(alternatives, false, true);
            case null -> throw new IllegalStateException("a sequence is not a group");
        });
    }

    private List<Element> text(String glob, boolean whole) {
        var elements = new ArrayList<Element>();
        var inStar = false;
        for (var i = 0; i < glob.length(); i++) {
            var c = glob.charAt(i);
            if (c == '*') {
                if (!inStar) {
                    elements.add(new AnyCharacters(whole && glob.chars().allMatch(each -> each == '*') ? 1 : 0));
                    magic = true;
                }
                inStar = true;
                continue;
            }
            inStar = false;
            var parsed = c == '[' ? CharacterClassParser.parse(glob, i).orElse(null) : null;
            if (parsed != null) {
                elements.add(parsed.element());
                magic |= parsed.element() instanceof CharacterClass || parsed.element() instanceof Nothing;
                unicode |= parsed.unicode();
                i += parsed.length() - 1;
            } else if (c == '?') {
                elements.add(new AnyCharacter());
                magic = true;
            } else if (c == '\\' && i + 1 < glob.length()) {
                i++;
                elements.add(new Literal(glob.charAt(i)));
            } else {
                elements.add(new Literal(c));
            }
        }
        return elements;
    }
}
