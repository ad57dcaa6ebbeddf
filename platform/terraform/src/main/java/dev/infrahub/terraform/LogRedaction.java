package dev.infrahub.terraform;

import dev.infrahub.json.Holding;
import dev.infrahub.json.Limit;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Rules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Takes credentials out of a console log of any length, a window of it at a time: by the rules, and their copies anywhere in it
 * where they are bare. Escape sequences are taken out too. Lines keep their numbers: what stands in for a credential of many lines
 * has as many.
 */
public final class LogRedaction {

    /** Characters of a log. */
    private static final int MOST = 16 * 1024 * 1024;

    /** Characters that are looked at together. */
    private static final int WINDOW = 512 * 1024;

    /** What may begin in a window and end behind it: longer than any credential that is recognised. */
    private static final int LOOK_AHEAD = 64 * 1024;

    /** Of a character of a window: in it, in its pieces, and as it leaves. */
    private static final int BYTES_A_CHARACTER = 20;

    private final Credentials credentials = new Credentials();
    private final Set<String> found = new LinkedHashSet<>();

    /** What the log is told to mask. */
    private final Set<String> masked = new LinkedHashSet<>();

    /** The second reading cuts where the first one did. */
    private final List<Window> windows = new ArrayList<>();

    /**
     * A part of the log.
     *
     * @param length of it, in characters
     * @param blocks the credentials of many lines in it, in order
     */
    private record Window(int length, List<Finding> blocks) {}

    private final UnaryOperator<String> printed;

    private LogRedaction(UnaryOperator<String> printed) {
        this.printed = printed;
    }

    /**
     * Reads the log twice, since a copy may stand before what tells that it is a secret.
     *
     * @param printed a line without what a platform puts in front of it, which hides that lines belong together
     * @throws dev.infrahub.json.BeyondLimit where it is longer than a log may be
     */
    public static void redact(Supplier<InputStream> log, UnaryOperator<String> printed, OutputStream out) {
        LogRedaction redaction = new LogRedaction(printed);
        Holding held = new Holding();
        held.grow((long) BYTES_A_CHARACTER * WINDOW);
        try {
            try (InputStream first = log.get()) {
                redaction.find(open(first));
            }
            try (InputStream second = log.get()) {
                redaction.write(open(second), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.end();
        }
    }

    private static Reader open(InputStream log) throws IOException {
        return PlainText.of(log, count -> Limit.TEXT.check(count, MOST));
    }

    private void find(Reader log) throws IOException {
        char[] window = new char[WINDOW];
        int length = log.read(window, 0, WINDOW);
        while (length > 0) {
            String text = new String(window, 0, length);
            List<Finding> findings = findings(text);
            findings.forEach(finding -> note(finding, finding.in(text)));
            findBehindFronts(text);
            int cut = length < WINDOW ? length : cut(text, findings);
            windows.add(new Window(cut, blocks(text, cut, findings)));
            System.arraycopy(window, cut, window, 0, length - cut);
            int kept = length - cut;
            int more = length < WINDOW ? 0 : log.read(window, kept, WINDOW - kept);
            length = kept + Math.max(more, 0);
        }
    }

    /** Each line of what is found there is taken out as a copy, wherever it stands. */
    private void findBehindFronts(String text) {
        String plain = text.lines().map(printed).collect(Collectors.joining("\n"));
        if (plain.length() + 1 < text.length()) {
            findings(plain)
                    .forEach(finding -> finding.in(plain)
                            .lines()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .forEach(line -> note(finding, line)));
        }
    }

    private void note(Finding finding, String secret) {
        (finding.ruleId().equals(Rules.MASKED.id()) ? masked : found).add(secret);
    }

    private List<Finding> findings(String text) {
        List<Finding> all = new ArrayList<>();
        Pieces.of(text, (start, end) -> {
            for (Finding finding : credentials.find(text.substring(start, end))) {
                all.add(new Finding(finding.ruleId(), start + finding.start(), start + finding.end()));
            }
        });
        return all;
    }

    /** Behind the last line that ends in nothing that was found, and so far from the end that nothing goes on behind that. */
    private static int cut(String text, List<Finding> findings) {
        int cut = text.lastIndexOf('\n', text.length() - LOOK_AHEAD) + 1;
        while (cut > 0) {
            int begin = begin(cut, findings);
            if (begin == cut) {
                return cut;
            }
            cut = text.lastIndexOf('\n', begin - 1) + 1;
        }
        // one line without end: what goes on behind it was seen in the look ahead
        int begin = begin(text.length() - LOOK_AHEAD, findings);
        return begin > 0 ? begin : text.length() - LOOK_AHEAD;
    }

    /** Where what is found around a place begins; the place itself, where nothing is. */
    private static int begin(int place, List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.start() < place && place < finding.end())
                .mapToInt(Finding::start)
                .min()
                .orElse(place);
    }

    private void write(Reader log, OutputStream out) throws IOException {
        Sieve sieve = new Sieve(credentials, PlanSecrets.of(found, masked), new Markers());
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        char[] chars = new char[WINDOW];
        for (Window window : windows) {
            int read = log.read(chars, 0, window.length());
            String text = new String(chars, 0, Math.max(read, 0));
            int done = 0;
            for (Finding block : window.blocks()) {
                writer.write(sifted(sieve, text.substring(done, block.start())));
                writer.write(sifted(sieve, text.substring(block.start(), block.end())));
                done = block.end();
            }
            writer.write(sifted(sieve, text.substring(done)));
        }
        writer.flush();
    }

    /** With as many lines as it had. */
    private static String sifted(Sieve sieve, String text) {
        String sifted = sieve.sift(text);
        return sifted + "\n".repeat((int) Math.max(0, lines(text) - lines(sifted)));
    }

    private static long lines(String text) {
        return text.chars().filter(c -> c == '\n').count();
    }

    /** None of which begins in another one. */
    private static List<Finding> blocks(String text, int cut, List<Finding> findings) {
        List<Finding> blocks = new ArrayList<>();
        int done = 0;
        for (Finding finding : findings.stream()
                .sorted(Comparator.comparingInt(Finding::start))
                .toList()) {
            boolean isBlock = finding.start() >= done
                    && finding.end() <= cut
                    && text.substring(finding.start(), finding.end()).indexOf('\n') >= 0;
            if (isBlock) {
                blocks.add(finding);
                done = finding.end();
            }
        }
        return blocks;
    }
}
