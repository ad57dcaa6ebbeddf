package dev.infrahub.chatservice.embedding;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Cuts a text into the pieces of words that BERT knows, in small letters and without accents. */
final class WordPieces {

    private static final String BEGIN = "[CLS]";
    private static final String END = "[SEP]";
    private static final String UNKNOWN = "[UNK]";
    private static final String CONTINUES = "##";

    /** A longer word is none that it knows. */
    private static final int LONGEST_WORD = 100;

    private final Map<String, Integer> ids;
    private final int unknown;
    private final long begin;
    private final long end;

    private WordPieces(Map<String, Integer> ids) {
        this.ids = ids;
        this.unknown = id(UNKNOWN);
        this.begin = id(BEGIN);
        this.end = id(END);
    }

    private int id(String piece) {
        return Objects.requireNonNull(ids.get(piece), piece);
    }

    /** @param file as the model's makers publish it: {@code tokenizer.json} */
    static WordPieces read(InputStream file) throws IOException {
        Value vocabulary = Value.ofJson(new String(file.readAllBytes(), StandardCharsets.UTF_8))
                .orElseThrow(() -> new IOException("no vocabulary"))
                .at("model", "vocab");
        Map<String, Integer> ids = new HashMap<>();
        Json.members(vocabulary)
                .forEach((piece, id) ->
                        ids.put(piece, Integer.valueOf(Json.spelling(id).orElseThrow())));
        return new WordPieces(ids);
    }

    /** The text in windows of this many pieces at most, each between the marks of begin and end; one where there is no word. */
    List<long[]> windows(String text, int longest) {
        List<Integer> pieces = pieces(text);
        List<long[]> windows = new ArrayList<>();
        int room = longest - 2;
        for (int from = 0; from < pieces.size() || windows.isEmpty(); from += room) {
            List<Integer> part = pieces.subList(from, Math.min(pieces.size(), from + room));
            long[] window = new long[part.size() + 2];
            window[0] = begin;
            for (int i = 0; i < part.size(); i++) {
                window[i + 1] = part.get(i);
            }
            window[window.length - 1] = end;
            windows.add(window);
        }
        return windows;
    }

    private List<Integer> pieces(String text) {
        List<Integer> pieces = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFD);
        plain.codePoints().forEach(c -> {
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                add(word, pieces);
            } else if (isAlone(c)) {
                add(word, pieces);
                add(word.appendCodePoint(c), pieces);
            } else if (!isNothing(c)) {
                word.appendCodePoint(Character.toLowerCase(c));
            }
        });
        add(word, pieces);
        return pieces;
    }

    /** Adds the longest pieces that it is made of, and empties it. */
    private void add(StringBuilder letters, List<Integer> pieces) {
        String word = letters.toString();
        letters.setLength(0);
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            pieces.add(unknown);
            return;
        }
        int before = pieces.size();
        for (int start = 0; start < word.length(); ) {
            int end = longest(word, start);
            if (end == start) {
                pieces.subList(before, pieces.size()).clear();
                pieces.add(unknown);
                return;
            }
            pieces.add(id(piece(word, start, end)));
            start = end;
        }
    }

    private int longest(String word, int start) {
        int end = word.length();
        while (end > start && !ids.containsKey(piece(word, start, end))) {
            end--;
        }
        return end;
    }

    private static String piece(String word, int start, int end) {
        return (start == 0 ? "" : CONTINUES) + word.substring(start, end);
    }

    private static boolean isAlone(int c) {
        return isPunctuation(c) || Character.isIdeographic(c);
    }

    private static boolean isPunctuation(int c) {
        boolean isAsciiSign = c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
        return isAsciiSign
                || switch (Character.getType(c)) {
                    case Character.CONNECTOR_PUNCTUATION,
                            Character.DASH_PUNCTUATION,
                            Character.START_PUNCTUATION,
                            Character.END_PUNCTUATION,
                            Character.INITIAL_QUOTE_PUNCTUATION,
                            Character.FINAL_QUOTE_PUNCTUATION,
                            Character.OTHER_PUNCTUATION -> true;
                    default -> false;
                };
    }

    /** Accents, once taken apart from their letters, and what cannot be seen. */
    private static boolean isNothing(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> true;
            default -> c == 0xFFFD;
        };
    }

    static WordPieces load(String resource) {
        try (InputStream file = WordPieces.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IllegalStateException("No " + resource);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
