package dev.infrahub.hcl;

import java.util.List;

/** What an attribute is set to. Its place in the text is from {@code start} to before {@code end}. */
public sealed interface Expression {

    int start();

    int end();

    /** A number, {@code true}, {@code false} or {@code null}, as it is written. */
    record Constant(int start, int end, String written) implements Expression {}

    /** A text in quotes, or over several lines behind a tag; with expressions in it, or without. */
    record Template(int start, int end, List<Part> parts) implements Expression {

        /** Whether it says all of it itself. */
        public boolean isLiteral() {
            return parts.stream().allMatch(Part.Literal.class::isInstance);
        }
    }

    /** Of a text: from {@code start} to before {@code end}, with the signs around it. */
    sealed interface Part {

        int start();

        int end();

        /** What it says itself, with its escapes. */
        record Literal(int start, int end) implements Part {}

        /** An expression whose value stands there. */
        record Value(int start, int end, Expression expression) implements Part {}

        /** A condition or a loop, which says nothing itself. */
        record Directive(int start, int end) implements Part {}
    }

    /**
     * What points to something else: {@code var.name}, {@code data.a.b[0].c}.
     *
     * @param steps names; of what is in brackets {@code *}
     */
    record Reference(int start, int end, List<String> steps) implements Expression {}

    /** A call of a function. */
    record Call(int start, int end, String name, List<Expression> arguments) implements Expression {}

    /** A list. */
    record Items(int start, int end, List<Expression> items) implements Expression {}

    /** An object. */
    record Members(int start, int end, List<Member> members) implements Expression {}

    /** @param name empty where it is not known what it is called */
    record Member(String name, Expression key, Expression value) {}

    /** One of two, by a condition. */
    record Choice(int start, int end, Expression condition, Expression first, Expression second)
            implements Expression {}

    /** What operators make of others. */
    record Operation(int start, int end, List<Expression> operands) implements Expression {}

    /** A {@code for}, which makes a list or an object of another, and what is too deep or broken to be read. */
    record Other(int start, int end) implements Expression {}
}
