package dev.infrahub.bench.corpora;

import java.util.ArrayList;
import java.util.List;

/** The words of a Go source, without comments: as much of the language as the examples of rules are written in. */
final class GoTokens {

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private GoTokens(String source) {
        this.source = source;
    }

    /** What a source consists of. */
    sealed interface Token {
        /** A literal, read. */
        record Text(String value) implements Token {}

        record Name(String value) implements Token {}

        record Digits(String value) implements Token {}

        record Sign(char value) implements Token {}
    }

    static List<Token> of(String source) {
        GoTokens reading = new GoTokens(source);
        while (reading.at < source.length()) {
            reading.next();
        }
        return reading.tokens;
    }

    private void next() {
        char c = source.charAt(at);
        if (source.startsWith("//", at)) {
            at = end("\n", at);
        } else if (source.startsWith("/*", at)) {
            at = end("*/", at + 2) + 2;
        } else if (c == '`') {
            int end = end("`", at + 1);
            tokens.add(new Token.Text(source.substring(at + 1, end)));
            at = end + 1;
        } else if (c == '"' || c == '\'') {
            quoted(c);
        } else if (Character.isJavaIdentifierStart(c)) {
            tokens.add(new Token.Name(word()));
        } else if (Character.isDigit(c)) {
            tokens.add(new Token.Digits(word()));
        } else {
            if (!Character.isWhitespace(c)) {
                tokens.add(new Token.Sign(c));
            }
            at++;
        }
    }

    private String word() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        return source.substring(start, at);
    }

    private void quoted(char quote) {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < source.length() && source.charAt(at) != quote) {
            if (source.charAt(at) == '\\' && at + 1 < source.length()) {
                escape(text);
            } else {
                text.append(source.charAt(at++));
            }
        }
        at++;
        tokens.add(new Token.Text(text.toString()));
    }

    private void escape(StringBuilder text) {
        char kind = source.charAt(at + 1);
        at += 2;
        switch (kind) {
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'x' -> code(text, 2);
            case 'u' -> code(text, 4);
            default -> text.append(kind);
        }
    }

    private void code(StringBuilder text, int digits) {
        int end = Math.min(source.length(), at + digits);
        text.append((char) Integer.parseInt(source.substring(at, end), 16));
        at = end;
    }

    /** Where a sign stands next; where none does, the end. */
    private int end(String sign, int from) {
        int found = source.indexOf(sign, from);
        return found < 0 ? source.length() : found;
    }
}
