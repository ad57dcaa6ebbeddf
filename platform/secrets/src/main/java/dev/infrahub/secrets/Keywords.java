package dev.infrahub.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;

/**
 * Finds many words in one pass over a text, whatever their case: an Aho-Corasick automaton, laid out as one table of the
 * next state by state and character.
 */
public final class Keywords<T> {

    /** Of every character the class it belongs to; of those that are in no word it is 0. */
    private final byte[] classes = new byte[Character.MAX_VALUE + 1];

    private static final int MOST_CLASSES = Byte.MAX_VALUE;
    private static final int LONGEST_PART = 1 << 12;

    private final int width;
    private final char[] next;
    private final List<List<Word<T>>> words;
    private final boolean[] ends;

    /** A word and what it stands for. */
    public record Word<T>(String text, T meaning) {}

    /** Receives a word that ends before {@code end}. */
    @FunctionalInterface
    public interface Hits<T> {
        void at(int end, Word<T> word);
    }

    /** @param all in lower case, of a hundred different characters at most */
    public Keywords(List<Word<T>> all) {
        int count = 1;
        int size = 1;
        for (Word<T> word : all) {
            size += word.text().length();
            for (char c : word.text().toCharArray()) {
                if (classes[c] == 0) {
                    classes[c] = (byte) count++;
                }
            }
        }
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            if (classes[c] == 0) {
                classes[c] = classes[Character.toLowerCase((char) c)];
            }
        }
        if (count > MOST_CLASSES) {
            throw new IllegalArgumentException("too many characters: " + count);
        }
        width = count;
        int[] trie = new int[size * width];
        Arrays.fill(trie, -1);
        words = new ArrayList<>(List.of(new ArrayList<>()));
        all.forEach(word -> insert(word, trie));
        link(trie);
        next = new char[words.size() * width];
        for (int i = 0; i < next.length; i++) {
            next[i] = (char) trie[i];
        }
        ends = new boolean[words.size()];
        for (int i = 0; i < ends.length; i++) {
            ends[i] = !words.get(i).isEmpty();
        }
    }

    private void insert(Word<T> word, int[] trie) {
        int state = 0;
        for (char c : word.text().toCharArray()) {
            int edge = state * width + classes[c];
            if (trie[edge] < 0) {
                trie[edge] = words.size();
                words.add(new ArrayList<>());
            }
            state = trie[edge];
        }
        words.get(state).add(word);
    }

    /** Fills in where to go on when a word breaks off: to the longest end of what was read that begins another. */
    private void link(int[] trie) {
        int[] fallback = new int[words.size()];
        Queue<Integer> states = new ArrayDeque<>();
        for (int c = 0; c < width; c++) {
            trie[c] = Math.max(trie[c], 0);
            if (trie[c] > 0) {
                states.add(trie[c]);
            }
        }
        while (!states.isEmpty()) {
            int state = states.remove();
            words.get(state).addAll(words.get(fallback[state]));
            for (int c = 0; c < width; c++) {
                int edge = state * width + c;
                int elsewhere = trie[fallback[state] * width + c];
                if (trie[edge] < 0) {
                    trie[edge] = elsewhere;
                } else {
                    fallback[trie[edge]] = elsewhere;
                    states.add(trie[edge]);
                }
            }
        }
    }

    /** Tells each place where a word ends. */
    public void each(String text, Hits<T> hits) {
        char[] part = part(text);
        int state = 0;
        for (int from = 0; from < text.length(); from += part.length) {
            int count = copied(text, from, part);
            for (int i = 0; i < count; i++) {
                state = next[state * width + classes[part[i]]];
                if (ends[state]) {
                    for (Word<T> word : words.get(state)) {
                        hits.at(from + i + 1, word);
                    }
                }
            }
        }
    }

    boolean anyIn(String text) {
        char[] part = part(text);
        int state = 0;
        for (int from = 0; from < text.length(); from += part.length) {
            int count = copied(text, from, part);
            for (int i = 0; i < count; i++) {
                state = next[state * width + classes[part[i]]];
                if (ends[state]) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Characters are copied a part at a time: from a text each costs as much as what is done with it. */
    private static char[] part(String text) {
        return new char[Math.clamp(text.length(), 1, LONGEST_PART)];
    }

    private static int copied(String text, int from, char[] part) {
        int count = Math.min(part.length, text.length() - from);
        text.getChars(from, from + count, part, 0);
        return count;
    }
}
