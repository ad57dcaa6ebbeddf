package dev.infrahub.http.constraints;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.secrets.Secrets;
import java.lang.reflect.RecordComponent;
import java.util.Optional;

/** What every text of every request is: one line, not too long, no credential; its {@link Text} may say otherwise. */
public final class TextDefaults implements RequestReader.TextRule {

    public static final int LONGEST = 255;

    @Override
    public Optional<Problem> wrong(RecordComponent member, String field, String text) {
        Text said = member.getAnnotation(Text.class);
        return said != null && !said.isChecked()
                ? Optional.empty()
                : wrong(field, text, said == null ? LONGEST : said.max(), said != null && said.lines());
    }

    /** The same of a text that is in no record. */
    public static Optional<Problem> wrong(String name, String text, int longest, boolean mayHaveLines) {
        if (text.length() > longest || !text.codePoints().allMatch(point -> isAllowed(point, mayHaveLines))) {
            String what = mayHaveLines ? "text" : "one line";
            return Optional.of(Problem.invalid(name, "takes " + what + " of at most " + longest + " characters"));
        }
        return Secrets.find(text).isEmpty()
                ? Optional.empty()
                : Optional.of(Problem.of(422, "field.secret", name + " holds a credential; send it without.")
                        .field(name));
    }

    private static boolean isAllowed(int point, boolean mayHaveLines) {
        return switch (Character.getType(point)) {
            case Character.CONTROL -> mayHaveLines && (point == '\n' || point == '\r' || point == '\t');
            // half a character, which no UTF-8 has
            case Character.SURROGATE -> false;
            default -> true;
        };
    }
}
