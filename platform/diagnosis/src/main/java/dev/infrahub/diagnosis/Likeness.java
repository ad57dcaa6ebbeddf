package dev.infrahub.diagnosis;

/** A message without what differs each time: numbers, ids, times, and what was redacted. */
final class Likeness {

    private static final int LONGEST = 300;
    private static final char ANY = '#';

    private Likeness() {}

    static String of(String message) {
        StringBuilder alike = new StringBuilder();
        int index = 0;
        while (index < message.length() && alike.length() < LONGEST) {
            int end = endOfWord(message, index);
            if (end == index) {
                alike.append(message.charAt(index++));
            } else {
                String word = message.substring(index, end);
                alike.append(word.chars().anyMatch(c -> Front.isDigit((char) c)) ? String.valueOf(ANY) : word);
                index = end;
            }
        }
        return alike.toString();
    }

    private static int endOfWord(String message, int start) {
        int end = start;
        while (end < message.length()
                && (Character.isLetterOrDigit(message.charAt(end)) || message.charAt(end) == '-')) {
            end++;
        }
        return end;
    }
}
