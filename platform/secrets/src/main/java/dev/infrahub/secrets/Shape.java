package dev.infrahub.secrets;

import java.util.List;

/**
 * What a credential looks like: written as a regular expression, and matched in one pass. A repetition takes all that it can and
 * gives nothing back, as a possessive one does; of alternatives the first counts that matches. So no text can make it slow or
 * deep, and what it finds is what {@code lookingAt} of any library for regular expressions finds, where none has to go back.
 */
sealed interface Shape {

    /** The usual syntax without assertions: literals, classes, groups, alternatives, {@code ? * + {m,n}}, {@code (?i:…)}. */
    static Shape of(String expression) {
        return new ShapeParser(expression).parse();
    }

    /** Where it ends that begins here, or -1; what a group takes is noted. */
    int end(Subject subject, int from, Group.Noted noted);

    /** Whether all of a text has this shape; of alternatives each is tried. */
    static boolean isAll(Shape shape, String text) {
        Subject subject = new Subject(text);
        List<Shape> ways = shape instanceof Choice(var alternatives) ? alternatives : List.of(shape);
        return ways.stream().anyMatch(way -> way.end(subject, 0, new Group.Noted()) == text.length());
    }

    /** Whether a text begins so. */
    static boolean isBegin(Shape shape, String text) {
        return shape.end(new Subject(text), 0, new Group.Noted()) >= 0;
    }

    record Literal(String literal, boolean anyCase) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            subject.worked(1);
            return subject.text.regionMatches(anyCase, from, literal, 0, literal.length())
                    ? from + literal.length()
                    : -1;
        }
    }

    /** Characters of a class. */
    record Run(CharClass characters, int least, int most) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            subject.worked(1);
            int end = subject.runEnd(this, from, most);
            return end - from < least ? -1 : end;
        }
    }

    /** Anything as far as a literal, and the literal. */
    record Until(String literal, int most) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            int next = subject.next(this, from);
            return next - from <= most && next < subject.text.length() ? next + literal.length() : -1;
        }
    }

    record Sequence(List<Shape> parts) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            int end = from;
            for (Shape part : parts) {
                end = part.end(subject, end, noted);
                if (end < 0) {
                    return -1;
                }
            }
            return end;
        }
    }

    record Choice(List<Shape> alternatives) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            int start = noted.start;
            int behind = noted.end;
            for (Shape alternative : alternatives) {
                int end = alternative.end(subject, from, noted);
                if (end >= 0) {
                    return end;
                }
                noted.start = start;
                noted.end = behind;
            }
            return -1;
        }
    }

    record Repeat(Shape shape, int least, int most) implements Shape {
        @Override
        public int end(Subject subject, int from, Group.Noted noted) {
            int end = from;
            for (int count = 0; count < most; count++) {
                int next = end - from > Subject.REACH ? -1 : shape.end(subject, end, noted);
                if (next <= end) {
                    return count < least ? -1 : end;
                }
                end = next;
            }
            return end;
        }
    }

    /** What of the match is secret. */
    record Group(Shape shape) implements Shape {

        /** Where the last group stood that matched. */
        static final class Noted {
            int start = -1;
            int end = -1;
        }

        @Override
        public int end(Subject subject, int from, Noted noted) {
            int end = shape.end(subject, from, noted);
            if (end >= 0) {
                noted.start = from;
                noted.end = end;
            }
            return end;
        }
    }
}
