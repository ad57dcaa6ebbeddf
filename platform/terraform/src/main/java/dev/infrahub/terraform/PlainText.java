package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import dev.infrahub.json.Limit;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Characters of a console log without byte order mark and ANSI escape sequences. */
final class PlainText extends FilterReader {

    private static final int END = -1;
    private static final char ESCAPE = '\u001B';
    private static final char BELL = '\u0007';

    /** Of a text for people: a plan of ten thousand changes has some two hundred characters a change. */
    private static final int MOST = 8 * 1024 * 1024;

    /** Of a character whose text is redacted: it is in the text, its builder, the redacted text, and that as bytes. */
    private static final int BYTES_A_CHARACTER = 20;

    private static final int CHUNK = 8192;

    private final Allowance allowance = Allowance.current();
    private final IntConsumer counted;
    private int count;

    private PlainText(Reader in, IntConsumer counted) {
        super(in);
        this.counted = counted;
    }

    /** All of it, with the memory that it takes to redact it. */
    static String whole(InputStream in) throws IOException {
        Reader text = of(in);
        Allowance allowance = Allowance.current();
        StringBuilder whole = new StringBuilder();
        char[] chunk = new char[CHUNK];
        for (int read = text.read(chunk); read >= 0; read = text.read(chunk)) {
            allowance.hold((long) BYTES_A_CHARACTER * read);
            whole.append(chunk, 0, read);
        }
        return whole.toString();
    }

    /** @throws NotAPlan where a plan's text has no end */
    static Reader of(InputStream in) throws IOException {
        return of(in, PlainText::requireAPlans);
    }

    /** @param counted is told how many characters there are so far, and may refuse more */
    static Reader of(InputStream in, IntConsumer counted) throws IOException {
        byte[] head = in.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        Reader decoded = new InputStreamReader(whole, PlanDocument.charset(head));
        return new PlainText(new BufferedReader(decoded), counted);
    }

    private static void requireAPlans(int count) {
        if (count > MOST) {
            throw NotAPlan.beyond(Limit.TEXT.beyond(MOST), "text", Optional.empty());
        }
    }

    @Override
    public int read() throws IOException {
        int next = one();
        while (next == ESCAPE || next == '\uFEFF') {
            if (next == ESCAPE) {
                skipSequence();
            }
            next = one();
        }
        return next;
    }

    private int one() throws IOException {
        counted.accept(++count);
        if (count % CHUNK == 0) {
            allowance.check();
        }
        return super.read();
    }

    /**
     * The rest of a CSI sequence (colours), of one that holds a command (titles, links, or a time as Buildkite writes it), or of
     * one of two characters.
     */
    private void skipSequence() throws IOException {
        switch (one()) {
            case '[' -> skipControl();
            case ']', '_', '^', 'P', 'X' -> skipCommand();
            default -> {}
        }
    }

    private void skipControl() throws IOException {
        int next = one();
        while (next >= ' ' && next < '@') {
            next = one();
        }
    }

    private void skipCommand() throws IOException {
        int next = one();
        while (next != END && next != BELL && next != ESCAPE && next != '\n') {
            next = one();
        }
        if (next == ESCAPE) {
            one();
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int read = 0;
        while (read < length) {
            int next = read();
            if (next == END) {
                return read == 0 ? END : read;
            }
            buffer[offset + read++] = (char) next;
        }
        return read;
    }
}
