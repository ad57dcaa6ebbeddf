package dev.infrahub.hcl;

import dev.infrahub.hcl.Expression.Constant;
import dev.infrahub.hcl.Expression.Member;
import dev.infrahub.hcl.Expression.Other;
import dev.infrahub.hcl.Expression.Part;
import dev.infrahub.hcl.Expression.Reference;
import dev.infrahub.hcl.Expression.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads a text of HCL from its beginning to its end, once. What is broken, too deep or too large is told, and the reading goes on
 * behind it.
 */
public final class HclReader {

    /** Blocks, brackets and texts within each other. */
    private static final int DEEPEST = 100;

    /** Expressions of one block of the file, and attributes, with which it is in memory. */
    private static final int MOST_NODES = 400_000;

    private static final int MOST_UNREAD = 100;
    private static final int LONGEST_HEAD = 300;
    private static final int MOST_LABELS = 10;

    private static final Set<String> CONSTANTS = Set.of("true", "false", "null");
    private static final Set<String> OPERATORS =
            Set.of("+", "-", "*", "/", "%", "==", "!=", "<", ">", "<=", ">=", "&&", "||");
    private static final String ANY = "*";
    private static final List<String> FOR = List.of("for");

    private final String text;
    private final Lexer lexer;
    private final List<Unread> unread = new ArrayList<>(0);

    /** The token that is next; there is none at the end. */
    private TokenKind kind = TokenKind.BLANK;

    private int start;
    private int end;
    private boolean isEnd;

    /** Behind the last token that was taken. */
    private int taken;

    /** Within brackets, lines do not end anything. */
    private boolean skipsNewlines;

    private int depth;
    private int nodes;

    private HclReader(String text) {
        this.text = text;
        this.lexer = new Lexer(text);
    }

    /**
     * Gives what stands in a file, one by one, and returns what could not be read of it; the first hundred stretches, where there
     * are more.
     */
    public static List<Unread> read(String text, Consumer<Item> items) {
        HclReader reader = new HclReader(text);
        reader.take();
        reader.body(items);
        return reader.unread;
    }

    /** Goes to the next token that means something. */
    private void take() {
        taken = end;
        do {
            isEnd = !lexer.next();
            kind = lexer.kind();
            start = lexer.start();
            end = lexer.end();
        } while (!isEnd
                && (kind == TokenKind.BLANK
                        || kind == TokenKind.COMMENT
                        || (kind == TokenKind.NEWLINE && skipsNewlines && !isHead(end))));
    }

    private boolean is(TokenKind one) {
        return !isEnd && kind == one;
    }

    private boolean is(String sign) {
        return is(TokenKind.SIGN) && end - start == sign.length() && text.startsWith(sign, start);
    }

    private boolean isOperator() {
        return is(TokenKind.SIGN) && OPERATORS.contains(word());
    }

    private String word() {
        return text.substring(start, end);
    }

    private void tell(int from, String reason) {
        if (unread.size() < MOST_UNREAD) {
            unread.add(new Unread(from, Math.max(from, taken), reason));
        }
    }

    private boolean isTooMuch() {
        return depth > DEEPEST || nodes > MOST_NODES;
    }

    /** Takes all up to the end of the file or of the block. */
    private void body(Consumer<Item> items) {
        while (!isEnd && !(is("}") && depth > 0)) {
            nodes = depth == 0 ? 0 : nodes;
            if (isTooMuch()) {
                skipRest(start);
                return;
            } else if (is(TokenKind.NEWLINE)) {
                take();
            } else if (is(TokenKind.IDENTIFIER) || is(TokenKind.OPEN_QUOTE)) {
                item(items);
            } else {
                skipLine(start, "no attribute and no block begins so");
            }
        }
    }

    private void item(Consumer<Item> items) {
        int from = start;
        nodes++;
        Item.Label name = label();
        if (is("=")) {
            take();
            Expression value = expression();
            items.accept(new Item.Attribute(name.text(), from, value));
            if (!isEnd && !is(TokenKind.NEWLINE) && !is("}")) {
                skipLine(taken, "something follows the value of " + shown(name.text()));
            }
            return;
        }
        List<Item.Label> labels = new ArrayList<>(2);
        while (is(TokenKind.IDENTIFIER) || is(TokenKind.OPEN_QUOTE)) {
            Item.Label label = label();
            if (labels.size() < MOST_LABELS) {
                labels.add(label);
            }
        }
        if (is("{")) {
            block(name.text(), from, labels, items);
        } else {
            skipLine(from, "neither = nor { follows " + shown(name.text()));
        }
    }

    /** A name is told where it is one. */
    private static String shown(String name) {
        return name.length() <= LONGEST_HEAD ? name : "a name";
    }

    private void block(String type, int from, List<Item.Label> labels, Consumer<Item> items) {
        take();
        depth++;
        List<Item> inner = new ArrayList<>();
        body(inner::add);
        depth--;
        if (is("}")) {
            take();
        } else {
            tell(from, "no } ends " + shown(type));
        }
        items.accept(new Item.Block(type, from, labels, inner));
    }

    private Item.Label label() {
        if (is(TokenKind.IDENTIFIER)) {
            Item.Label name = new Item.Label(word(), start, end);
            take();
            return name;
        }
        int from = end;
        take();
        int to = from;
        while (is(TokenKind.TEXT)) {
            to = end;
            take();
        }
        if (is(TokenKind.CLOSE_QUOTE)) {
            take();
        } else {
            tell(from, "a name is no plain text");
        }
        return new Item.Label(text.substring(from, to), from, to);
    }

    /** Up to the end of the line, which is left. */
    private void skipLine(int from, String reason) {
        int open = 0;
        while (!isEnd && !isBrokenOff() && !(open == 0 && (is(TokenKind.NEWLINE) || (is("}") && depth > 0)))) {
            open = Math.max(0, open + nesting());
            take();
        }
        tell(from, reason);
    }

    /** What is too deep or too large, up to the bracket that closes it, which is left. */
    private void skipRest(int from) {
        skip(false);
        tell(from, depth > DEEPEST ? "it is too deep" : "it is too large");
    }

    /** Whether the next token opens something, 1, or closes it, -1. */
    private int nesting() {
        return switch (kind) {
            case OPEN_QUOTE, OPEN_HEREDOC, OPEN_TEMPLATE -> 1;
            case CLOSE_QUOTE, CLOSE_HEREDOC, CLOSE_TEMPLATE -> -1;
            case SIGN -> is("{") || is("[") || is("(") ? 1 : closes() ? -1 : 0;
            case BLANK, NEWLINE, COMMENT, IDENTIFIER, NUMBER, TEXT, UNKNOWN -> 0;
        };
    }

    private boolean closes() {
        return is("}") || is("]") || is(")");
    }

    /** Up to what closes that in which it is, and of a value up to a comma or the end of its line; that is left. */
    private void skip(boolean isValue) {
        int open = 0;
        while (!isEnd
                && !isBrokenOff()
                && !(open == 0 && (nesting() < 0 || (isValue && (is(",") || is(TokenKind.NEWLINE)))))) {
            open += nesting();
            take();
        }
    }

    /** Whether a line ends here and another block of the file begins in the next: then a bracket is missing. */
    private boolean isBrokenOff() {
        return is(TokenKind.NEWLINE) && isHead(end);
    }

    /** Whether a type, a label and a bracket stand at the beginning of a line. */
    private boolean isHead(int line) {
        int at = line;
        int most = Math.min(text.length(), line + LONGEST_HEAD);
        while (at < most && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
            at++;
        }
        if (at == line || at + 1 >= most || text.charAt(at) != ' ' || text.charAt(at + 1) != '"') {
            return false;
        }
        int feed = text.indexOf('\n', at, most);
        int last = (feed < 0 ? most : feed) - 1;
        last -= text.charAt(last) == '\r' ? 1 : 0;
        return text.charAt(last) == '{' && last > 1 && text.charAt(last - 1) == ' ' && text.charAt(last - 2) == '"';
    }

    private Expression expression() {
        int from = start;
        depth++;
        nodes++;
        Expression value;
        if (isTooMuch()) {
            skip(true);
            value = new Other(from, taken);
            tell(from, depth > DEEPEST ? "it is too deep" : "it is too large");
        } else {
            value = choice(operation());
        }
        depth--;
        return value;
    }

    private Expression choice(Expression condition) {
        if (!is("?")) {
            return condition;
        }
        take();
        Expression first = expression();
        if (!is(":")) {
            tell(condition.start(), "no : follows the first value of a condition");
            return new Expression.Choice(condition.start(), taken, condition, first, first);
        }
        take();
        Expression second = expression();
        return new Expression.Choice(condition.start(), taken, condition, first, second);
    }

    private Expression operation() {
        int from = start;
        boolean isSigned = is("-") || is("!");
        Expression first = operand();
        if (!isOperator()) {
            return isSigned && !(first instanceof Constant)
                    ? new Expression.Operation(from, taken, List.of(first))
                    : first;
        }
        List<Expression> operands = new ArrayList<>(2);
        operands.add(first);
        while (isOperator() && !isTooMuch()) {
            take();
            nodes++;
            operands.add(operand());
        }
        return new Expression.Operation(from, taken, operands);
    }

    private Expression operand() {
        while (is("-") || is("!")) {
            take();
        }
        Expression value = value();
        return steps(value);
    }

    private Expression value() {
        int from = start;
        if (isEnd) {
            tell(from, "a value is missing");
            return new Other(from, from);
        }
        return switch (kind) {
            case NUMBER -> constant();
            case IDENTIFIER -> named();
            case OPEN_QUOTE -> template(TokenKind.CLOSE_QUOTE);
            case OPEN_HEREDOC -> template(TokenKind.CLOSE_HEREDOC);
            case SIGN -> bracket();
            case BLANK, NEWLINE, COMMENT, CLOSE_QUOTE, CLOSE_HEREDOC, TEXT, OPEN_TEMPLATE, CLOSE_TEMPLATE, UNKNOWN ->
                broken();
        };
    }

    /** What cannot begin a value is left where it may end something. */
    private Expression broken() {
        int from = start;
        if (!is(TokenKind.NEWLINE) && !is(TokenKind.CLOSE_TEMPLATE) && !closes() && !is(",")) {
            take();
        }
        tell(from, "no value begins so");
        return new Other(from, Math.max(from, taken));
    }

    private Constant constant() {
        Constant constant = new Constant(start, end, word());
        take();
        return constant;
    }

    private Expression named() {
        String name = word();
        if (CONSTANTS.contains(name)) {
            return constant();
        }
        int from = start;
        take();
        while (is("::")) {
            take();
            name = is(TokenKind.IDENTIFIER) ? word() : name;
            take();
        }
        if (is("(")) {
            List<Expression> arguments = inBrackets(")");
            return new Expression.Call(from, taken, name, arguments);
        }
        return new Reference(from, taken, List.of(name));
    }

    private Expression bracket() {
        int from = start;
        if (is("(")) {
            List<Expression> inner = inBrackets(")");
            return inner.size() == 1 ? inner.getFirst() : new Expression.Operation(from, taken, inner);
        }
        if (is("[")) {
            List<Expression> items = inBrackets("]");
            return new Expression.Items(from, taken, items);
        }
        if (is("{")) {
            return object();
        }
        if (is(ANY)) {
            take();
            return new Other(from, taken);
        }
        return broken();
    }

    /** What stands between commas, up to the closing bracket and with it. */
    private List<Expression> inBrackets(String closing) {
        int from = start;
        boolean skipped = skipsNewlines;
        skipsNewlines = true;
        take();
        List<Expression> inner = new ArrayList<>();
        // a line only ends here where something is broken
        while (!isEnd && !closes() && !is(TokenKind.CLOSE_TEMPLATE) && !is(TokenKind.NEWLINE) && !isTooMuch()) {
            inner.add(expression());
            if (is(",") || is("...")) {
                take();
            } else if (isFor(inner)) {
                skip(false);
                inner.clear();
                inner.add(new Other(from, taken));
            } else if (!closes() && !isEnd) {
                int broken = start;
                skip(true);
                tell(broken, "no , parts it from what is before it");
            }
        }
        if (isTooMuch()) {
            skipRest(start);
        }
        skipsNewlines = skipped;
        close(from, closing);
        return inner;
    }

    /** Whether what was read as the first value is the beginning of a loop. */
    private boolean isFor(List<Expression> read) {
        return is(TokenKind.IDENTIFIER) && read.size() == 1 && isFor(read.getFirst());
    }

    private static boolean isFor(Expression read) {
        return read instanceof Reference reference && reference.steps().equals(FOR);
    }

    private void close(int from, String closing) {
        if (is(closing)) {
            take();
        } else {
            tell(from, "no " + closing + " closes it");
        }
    }

    private Expression object() {
        int from = start;
        boolean skipped = skipsNewlines;
        skipsNewlines = false;
        take();
        List<Member> members = new ArrayList<>();
        boolean isFor = false;
        while (!isEnd && !closes() && !is(TokenKind.CLOSE_TEMPLATE) && !isBrokenOff() && !isTooMuch()) {
            if (is(TokenKind.NEWLINE) || is(",")) {
                take();
                continue;
            }
            int key = start;
            Expression name = expression();
            if (is("=") || is(":")) {
                take();
                members.add(new Member(name(name), name, expression()));
            } else if (isFor(name) && is(TokenKind.IDENTIFIER) && members.isEmpty()) {
                isFor = true;
                skip(false);
            } else {
                skip(true);
                tell(key, "neither = nor : follows what a member is called");
            }
        }
        if (isTooMuch()) {
            skipRest(start);
        }
        skipsNewlines = skipped;
        close(from, "}");
        return isFor ? new Other(from, taken) : new Expression.Members(from, taken, members);
    }

    private String name(Expression key) {
        return switch (key) {
            case Reference reference ->
                reference.steps().size() == 1 ? reference.steps().getFirst() : "";
            case Template template ->
                template.parts().size() == 1 && template.parts().getFirst() instanceof Part.Literal(int from, int to)
                        ? text.substring(from, to)
                        : "";
            case Constant constant -> constant.written();
            case Expression.Call _,
                    Expression.Items _,
                    Expression.Members _,
                    Expression.Choice _,
                    Expression.Operation _,
                    Other _ -> "";
        };
    }

    /** What follows a value and leads on from it. */
    private Expression steps(Expression value) {
        if (!is(".") && !is("[")) {
            return value;
        }
        List<String> steps = new ArrayList<>();
        steps.addAll(value instanceof Reference reference ? reference.steps() : List.of(""));
        while (is(".") || is("[")) {
            nodes++;
            if (is("[")) {
                inBrackets("]");
                steps.add(ANY);
            } else {
                take();
                boolean isName = is(TokenKind.IDENTIFIER) || is(TokenKind.NUMBER) || is(ANY);
                steps.add(isName ? word() : "");
                if (isName) {
                    take();
                }
            }
            if (isTooMuch()) {
                steps.removeLast();
            }
        }
        return new Reference(value.start(), taken, steps);
    }

    private Template template(TokenKind closing) {
        int from = start;
        boolean skipped = skipsNewlines;
        skipsNewlines = false;
        take();
        List<Part> parts = new ArrayList<>(1);
        while (is(TokenKind.TEXT) || is(TokenKind.OPEN_TEMPLATE)) {
            nodes++;
            Part part = part();
            if (!isTooMuch()) {
                parts.add(part);
            }
        }
        skipsNewlines = skipped;
        if (is(closing)) {
            take();
        } else {
            tell(from, "a text has no end");
        }
        return new Template(from, taken, parts);
    }

    private Part part() {
        int from = start;
        if (is(TokenKind.TEXT)) {
            Part literal = new Part.Literal(start, end);
            take();
            return literal;
        }
        boolean isDirective = text.charAt(start) == '%';
        int within = lexer.depth();
        skipsNewlines = true;
        take();
        Expression value = isDirective || is(TokenKind.CLOSE_TEMPLATE) ? new Other(from, taken) : expression();
        while (!isEnd && lexer.depth() >= within) {
            take();
        }
        skipsNewlines = false;
        if (is(TokenKind.CLOSE_TEMPLATE)) {
            take();
        } else {
            tell(from, "no } closes it");
        }
        return isDirective ? new Part.Directive(from, taken) : new Part.Value(from, taken, value);
    }
}
