package io.upmpublisher.publisher.glob;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

import io.upmpublisher.publisher.glob.Element.AnyCharacter;
import io.upmpublisher.publisher.glob.Element.AnyCharacters;
import io.upmpublisher.publisher.glob.Element.AnythingBut;
import io.upmpublisher.publisher.glob.Element.CharacterClass;
import io.upmpublisher.publisher.glob.Element.Choice;
import io.upmpublisher.publisher.glob.Element.End;
import io.upmpublisher.publisher.glob.Element.Literal;
import io.upmpublisher.publisher.glob.Element.NoTraversal;
import io.upmpublisher.publisher.glob.Element.Nothing;

/**
 * Matches a path part by following all possible positions at once instead of backtracking, so that no pattern takes
 * exponential time.
 */
final class ElementMatcher {

    private final List<Element> elements;
    private final boolean unicode;
    private final boolean literal;

    ElementMatcher(List<Element> elements, boolean unicode) {
        this.elements = unicode ? joinSurrogates(elements) : List.copyOf(elements);
        this.unicode = unicode;
        this.literal = this.elements.stream().allMatch(Literal.class::isInstance);
    }

    boolean matches(String part, MatchBudget budget) {
        if (literal && !unicode && part.length() != elements.size()) {
            budget.spend(1);
            return false;
        }
        return new Run(part, budget).matches();
    }

    private static List<Element> joinSurrogates(List<Element> elements) {
        var joined = new ArrayList<Element>();
        for (var element : elements) {
            if (element instanceof Literal low && !joined.isEmpty() && joined.getLast() instanceof Literal high
                    && Character.isBmpCodePoint(high.character()) && Character.isBmpCodePoint(low.character())
                    && Character.isSurrogatePair((char) high.character(), (char) low.character())) {
                joined.removeLast();
                joined.add(new Literal(Character.toCodePoint((char) high.character(), (char) low.character())));
            } else {
                joined.add(element);
            }
        }
        return List.copyOf(joined);
    }

    private final class Run {

        private final int[] text;
        private final boolean dots;
        private final MatchBudget budget;

        Run(String part, MatchBudget budget) {
            this.text = (unicode ? part.codePoints() : part.chars()).toArray();
            this.dots = part.equals(".") || part.equals("..");
            this.budget = budget;
        }

        boolean matches() {
            var start = new BitSet(text.length + 1);
            start.set(0);
            return follow(elements, start).get(text.length);
        }

        private BitSet follow(List<Element> sequence, BitSet from) {
            var positions = from;
            for (var element : sequence) {
                if (positions.isEmpty()) {
                    return positions;
                }
                budget.spend(1 + text.length);
                positions = step(element, positions);
            }
            return positions;
        }

        private BitSet step(Element element, BitSet from) {
            return switch (element) {
                case Literal literal -> advance(from, equalTo(literal.character()));
                case AnyCharacter one -> advance(from, each -> true);
                case CharacterClass characters -> advance(from, each -> characters.set().contains(each, unicode));
                case AnyCharacters any -> fromFirst(from, any.least());
                case AnythingBut but -> fromFirst(unless(but.alternatives(), from), 0);
                case Choice choice -> choose(choice, from);
                case End end -> only(text.length, from);
                case NoTraversal start -> withoutDots(from);
                case Nothing nothing -> new BitSet();
            };
        }

        private IntPredicate equalTo(int character) {
            var canonical = JavaScriptCase.canonical(character, unicode);
            return each -> JavaScriptCase.canonical(each, unicode) == canonical;
        }

        private BitSet withoutDots(BitSet from) {
            var positions = (BitSet) from.clone();
            positions.set(0, positions.get(0) && !dots);
            return positions;
        }

        private BitSet advance(BitSet from, IntPredicate accepts) {
            var positions = new BitSet(text.length + 1);
            for (var i = from.nextSetBit(0); i >= 0 && i < text.length; i = from.nextSetBit(i + 1)) {
                if (accepts.test(text[i])) {
                    positions.set(i + 1);
                }
            }
            return positions;
        }

        private BitSet fromFirst(BitSet from, int least) {
            var positions = new BitSet(text.length + 1);
            var first = from.nextSetBit(0);
            if (first >= 0 && first + least <= text.length) {
                positions.set(first + least, text.length + 1);
            }
            return positions;
        }

        private BitSet only(int position, BitSet from) {
            var positions = new BitSet(text.length + 1);
            positions.set(position, from.get(position));
            return positions;
        }

        private BitSet unless(List<List<Element>> alternatives, BitSet from) {
            var positions = new BitSet(text.length + 1);
            for (var i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
                if (either(alternatives, only(i, from)).isEmpty()) {
                    positions.set(i);
                }
            }
            return positions;
        }

        private BitSet choose(Choice choice, BitSet from) {
            var reached = either(choice.alternatives(), from);
            for (var news = reached; choice.repeated() && !news.isEmpty();) {
                var next = either(choice.alternatives(), news);
                next.andNot(reached);
                reached.or(next);
                news = next;
            }
            if (choice.optional()) {
                reached.or(from);
            }
            return reached;
        }

        private BitSet either(List<List<Element>> alternatives, BitSet from) {
            var positions = new BitSet(text.length + 1);
            for (var alternative : alternatives) {
                positions.or(follow(alternative, from));
            }
            return positions;
        }
    }
}
