package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;

/** Lines of a console log without colours and without what CI systems put in front of them; indentation is kept. */
final class TextLines {

    /** Longer lines are values; what makes a plan of a text stands at the start of a line. */
    private static final int MAX_LENGTH = 4096;

    private static final int MAX_PREFIXES = 4;

    private static final List<Pattern> PREFIXES = List.of(
            // job and step, as GitHub's command line prints them
            Pattern.compile("[^\\t]{1,120}\\t[^\\t]{1,120}\\t"),
            Pattern.compile("\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?"
                    + "(?:Z|[+-]\\d\\d:?\\d\\d)?]?(?:\\s\\d\\d[OE]\\+?)?[ \\t]?"),
            Pattern.compile("\\[?\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d{1,9})?]?[ \\t]"),
            // Terragrunt
            Pattern.compile("(?:STDOUT|STDERR|INFO)\\s{1,4}(?:\\[[^]]{0,200}]\\s)?(?:terraform|tofu)[^ ]{0,40}: ?"),
            Pattern.compile("\\[[\\w./-]{1,200}] "),
            // Compose
            Pattern.compile("[\\w.-]{1,80} {1,20}\\| "),
            // Terraform's own frame around diagnostics
            Pattern.compile("[│╷╵] ?"));

    private TextLines() {}

    static void each(InputStream in, Consumer<String> line) {
        try {
            Reader text = PlainText.of(in);
            StringBuilder current = new StringBuilder();
            for (int next = text.read(); next >= 0; next = text.read()) {
                if (next == '\n' || next == '\r') {
                    line.accept(withoutPrefixes(current.toString()));
                    current.setLength(0);
                } else if (current.length() < MAX_LENGTH) {
                    current.append((char) next);
                }
            }
            line.accept(withoutPrefixes(current.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutPrefixes(String line) {
        String rest = line;
        for (int count = 0; count < MAX_PREFIXES; count++) {
            String shorter = withoutPrefix(rest);
            if (shorter.length() == rest.length()) {
                break;
            }
            rest = shorter;
        }
        return rest.stripTrailing();
    }

    static String withoutPrefix(String line) {
        for (Pattern prefix : PREFIXES) {
            Matcher matcher = prefix.matcher(line);
            if (matcher.lookingAt()) {
                return line.substring(matcher.end());
            }
        }
        return line;
    }
}
