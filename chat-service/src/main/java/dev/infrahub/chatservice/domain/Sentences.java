package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;

/** What a text says, one thing each: sentences, items of lists, lines of code. */
final class Sentences {

    private static final int LONGEST = 300;
    private static final String MORE = "…";

    private Sentences() {}

    /** Without titles, fences and the marks of lists. */
    static List<String> of(String text) {
        List<String> sentences = new ArrayList<>();
        for (Block block : Block.of(text)) {
            switch (block.kind()) {
                case TITLE -> {}
                case CODE -> block.text().lines().filter(line -> !isFence(line)).forEach(line -> add(line, sentences));
                case TEXT -> addText(block.text(), sentences);
            }
        }
        return sentences;
    }

    /** Lines of one paragraph are one text, but items of a list and rows of a table are each their own. */
    private static void addText(String paragraph, List<String> sentences) {
        StringBuilder text = new StringBuilder();
        paragraph.lines().map(String::strip).forEach(line -> {
            if (isItem(line) || line.startsWith("|")) {
                addSentences(text, sentences);
            }
            text.append(text.isEmpty() ? "" : " ").append(withoutMark(line));
        });
        addSentences(text, sentences);
    }

    private static void addSentences(StringBuilder text, List<String> sentences) {
        int start = 0;
        for (int at = 1; at < text.length(); at++) {
            if (Cut.isSentenceEnd(text, at)) {
                add(text.substring(start, at), sentences);
                start = at;
            }
        }
        add(text.substring(start), sentences);
        text.setLength(0);
    }

    private static void add(String raw, List<String> sentences) {
        String sentence = raw.strip();
        if (sentence.codePoints().anyMatch(Character::isLetterOrDigit)) {
            sentences.add(shortened(sentence));
        }
    }

    private static String shortened(String sentence) {
        if (sentence.length() <= LONGEST) {
            return sentence;
        }
        return Cut.of(sentence, LONGEST, false).getFirst() + MORE;
    }

    private static boolean isFence(String line) {
        String start = line.strip();
        return start.startsWith("```") || start.startsWith("~~~");
    }

    private static boolean isItem(String line) {
        return !withoutMark(line).equals(line);
    }

    private static String withoutMark(String line) {
        if (line.startsWith("- ") || line.startsWith("* ") || line.startsWith("+ ") || line.startsWith("> ")) {
            return line.substring(2).strip();
        }
        int digits = (int) line.chars().takeWhile(c -> c >= '0' && c <= '9').count();
        boolean isNumbered = digits > 0 && (line.startsWith(". ", digits) || line.startsWith(") ", digits));
        return isNumbered ? line.substring(digits + 2).strip() : line;
    }
}
