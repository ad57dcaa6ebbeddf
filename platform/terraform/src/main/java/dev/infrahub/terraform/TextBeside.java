package dev.infrahub.terraform;

import com.google.re2j.Pattern;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.BeyondLimit;
import dev.infrahub.json.Limit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The lines of a log that are no JSON plan. They may show a plan for people: the same one, which says nothing new, or another
 * unit's, which nobody would see who reads the JSON alone. Lines before the first that could mean anything are not kept.
 */
final class TextBeside {

    private static final int MOST = 8 * 1024 * 1024;
    private static final String ALONE = "; hand in the JSON alone, as 'show -json' prints it";

    /** What a failure is told by has one of these. */
    private static final Pattern FAILURE = Pattern.compile("rror|ailed|exit|successfully|Run Summary|\u2577");

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    /** @param line with its end, each character of it a byte */
    void add(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
        if (kept.size() > 0 || matters(new String(bytes, StandardCharsets.UTF_8))) {
            Limit.BYTES.check((long) kept.size() + bytes.length, MOST);
            Allowance.current().hold(bytes.length);
            kept.writeBytes(bytes);
        }
    }

    private static boolean matters(String line) {
        return FAILURE.matcher(line).find() || !TextSign.in(line).isEmpty();
    }

    /**
     * Refuses a log that tells of more than its JSON does.
     *
     * @throws NotAPlan where something failed, or the text shows a change that is not in the JSON
     */
    void requireIn(JsonChanges json) {
        if (kept.size() == 0) {
            return;
        }
        json.close();
        try {
            require(PlanTextReader.reading(new ByteArrayInputStream(kept.toByteArray())), json);
        } catch (BeyondLimit beyond) {
            throw NotAPlan.beyond(beyond, "text beside JSON", Optional.empty());
        }
    }

    private static void require(TextReading reading, JsonChanges json) {
        if (reading.says(TextSayings::sawError)) {
            throw refused("tells beside the plan's JSON that something failed");
        }
        long others = reading.all(TextUnit::changes).stream()
                        .filter(change -> !json.has(change))
                        .count()
                + reading.all(TextUnit::code).stream()
                        .filter(run -> !json.has(run))
                        .count();
        if (others > 0) {
            throw refused("shows %d changes as text that its JSON does not hold".formatted(others));
        }
        if (reading.hasStrange() || !reading.unshown().stream().allMatch(json::has)) {
            throw refused("holds the text of a plan as well, which is not what its JSON says");
        }
    }

    private static NotAPlan refused(String what) {
        return new NotAPlan(NotAPlan.LOG_DISAGREES, "a log that " + what + ALONE);
    }
}
