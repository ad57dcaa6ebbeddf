package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a document into pieces: a section each where it is long enough, and paragraphs that belong together in one piece. What is
 * longer than a piece is cut at lines where it is code, else behind a sentence, else between words, else anywhere. No character
 * is lost but blanks at the edges, and what no text may hold.
 */
public final class Chunks {

    /** Characters of a piece. */
    public static final int LONGEST = 2_000;

    /** Shorter sections share a piece with the next: so short a text says too little. */
    private static final int SECTION = 200;

    private static final String PARAGRAPH = "\n\n";
    private static final char REPLACEMENT = '\uFFFD';

    private final int most;
    private final Titles titles = new Titles();
    private final List<Chunk> chunks = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private String context = "";

    private Chunks(int most) {
        this.most = most;
    }

    /**
     * The pieces in their order.
     *
     * @param most so many are wanted: where there are more, one more is returned, and no end
     */
    public static List<Chunk> of(String document, int most) {
        Chunks chunks = new Chunks(most);
        for (Block block : Block.of(storable(document))) {
            if (chunks.isFull()) {
                break;
            }
            chunks.add(block);
        }
        chunks.close();
        return List.copyOf(chunks.chunks.subList(0, Math.min(chunks.chunks.size(), most + 1)));
    }

    private boolean isFull() {
        return chunks.size() > most;
    }

    private void add(Block block) {
        boolean isTitle = block.kind() == Block.Kind.TITLE;
        boolean isLong = block.text().length() > LONGEST;
        boolean isEnough = piece.length() >= SECTION;
        if ((isTitle || isLong) ? isEnough : !fits(block.text())) {
            close();
        }
        if (isTitle) {
            titles.enter(block.text());
        }
        if (piece.isEmpty()) {
            context = titles.path();
        }
        piece.append(piece.isEmpty() ? "" : PARAGRAPH).append(block.text());
        if (piece.length() > LONGEST) {
            cut(block.kind() == Block.Kind.CODE);
        }
    }

    /** What is left of it goes on. */
    private void cut(boolean isCode) {
        List<String> parts = Cut.of(piece.toString(), LONGEST, isCode);
        parts.subList(0, parts.size() - 1).forEach(part -> chunks.add(new Chunk(context, part)));
        piece.setLength(0);
        piece.append(parts.getLast());
    }

    private boolean fits(String text) {
        return piece.isEmpty() || piece.length() + PARAGRAPH.length() + text.length() <= LONGEST;
    }

    private void close() {
        if (!piece.isEmpty()) {
            chunks.add(new Chunk(context, piece.toString()));
            piece.setLength(0);
        }
    }

    /** Neither a NUL, which no database keeps, nor half a character; each end of a line as {@code \n}. */
    private static String storable(String document) {
        StringBuilder text = new StringBuilder(document.length());
        for (int at = 0; at < document.length(); ) {
            int c = document.codePointAt(at);
            at += Character.charCount(c);
            if (c == '\r') {
                boolean isPair = at < document.length() && document.charAt(at) == '\n';
                text.append(isPair ? "" : "\n");
            } else if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                text.append(REPLACEMENT);
            } else {
                text.appendCodePoint(c);
            }
        }
        return text.toString();
    }
}
