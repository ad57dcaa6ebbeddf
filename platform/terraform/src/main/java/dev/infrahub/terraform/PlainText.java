package dev.infrahub.terraform;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;

/** Characters of a console log without byte order mark and ANSI escape sequences. */
final class PlainText extends FilterReader {

    private static final int END = -1;
    private static final char ESCAPE = '\u001B';
    private static final char BELL = '\u0007';

    private PlainText(Reader in) {
        super(in);
    }

    static Reader of(InputStream in) throws IOException {
        byte[] head = in.readNBytes(2);
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), in);
        Reader decoded = new InputStreamReader(whole, PlanDocument.charset(head));
        return new PlainText(new BufferedReader(decoded));
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        while (next == ESCAPE || next == '\uFEFF') {
            if (next == ESCAPE) {
                skipSequence();
            }
            next = super.read();
        }
        return next;
    }

    /** The rest of a CSI sequence (colours), an OSC sequence (titles, links) or a two-character one. */
    private void skipSequence() throws IOException {
        switch (super.read()) {
            case '[' -> skipControl();
            case ']' -> skipCommand();
            default -> {}
        }
    }

    private void skipControl() throws IOException {
        int next = super.read();
        while (next >= ' ' && next < '@') {
            next = super.read();
        }
    }

    private void skipCommand() throws IOException {
        int next = super.read();
        while (next != END && next != BELL && next != ESCAPE && next != '\n') {
            next = super.read();
        }
        if (next == ESCAPE) {
            super.read();
        }
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = 0;
        while (count < length) {
            int next = read();
            if (next == END) {
                return count == 0 ? END : count;
            }
            buffer[offset + count++] = (char) next;
        }
        return count;
    }
}
