package dev.infrahub.diagnosis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.json.Allowance;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes texts of many lines out of a log, in plans, outputs and scripts: what stands between their marks may say anything. */
final class Heredocs {

    private static final int MOST_LINES = 500;
    private static final int MOST_CHARACTERS = 256 * 1024;
    private static final Pattern BEGIN = Pattern.compile("<<[-~]?[\"'\\\\]?([A-Za-z_]\\w{0,40})[\"']?");
    private static final List<String> SIGNS = List.of("+ ", "- ", "~ ");

    /** The lines of the one that may have begun: all of them count where its end never comes. */
    private final List<Printed> waiting = new ArrayList<>();

    private Optional<String> end = Optional.empty();
    private String unit = "";
    private int characters;

    /** A line and its parts. */
    record Printed(LogLine raw, Front front) {}

    /** The lines that are to be read now that this one came. */
    List<Printed> next(Printed line) {
        if (end.isEmpty()) {
            begin(line);
            return List.of(line);
        }
        if (!line.front().unit().equals(unit)) {
            return List.of(line);
        }
        if (isEnd(line.front().text())) {
            clear();
            return List.of(line);
        }
        waiting.add(line);
        characters += line.raw().text().length();
        Allowance.current().hold(2L * line.raw().text().length());
        return waiting.size() > MOST_LINES || characters > MOST_CHARACTERS ? rest() : List.of();
    }

    /** The lines that are left when nothing more comes. */
    List<Printed> rest() {
        List<Printed> lines = List.copyOf(waiting);
        clear();
        return lines;
    }

    private void clear() {
        Allowance.current().letGo(2L * characters);
        waiting.clear();
        characters = 0;
        end = Optional.empty();
    }

    private void begin(Printed line) {
        String text = line.front().text();
        if (!text.contains("<<") || text.startsWith("{") || DiagnosticReader.isBox(text)) {
            return;
        }
        Matcher matcher = BEGIN.matcher(text);
        if (matcher.find()) {
            end = Optional.of(matcher.group(1));
            unit = line.front().unit();
        }
    }

    private boolean isEnd(String text) {
        String said = text.strip();
        for (String sign : SIGNS) {
            said = said.startsWith(sign) ? said.substring(sign.length()).strip() : said;
        }
        String mark = end.orElse("");
        return said.startsWith(mark)
                && (said.length() == mark.length() || !Character.isLetterOrDigit(said.charAt(mark.length())));
    }
}
