package dev.infrahub.gateway.idp;

import dev.infrahub.http.Problem;
import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Rules;
import dev.infrahub.secrets.Secrets;
import dev.infrahub.terraform.Sieve;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What callers hand in: there where it must be, and without the credentials in it. */
final class Given {

    private static final String MARKER = "(redacted)";

    private Given() {}

    /** @throws Problem 400 where it is not there, as the published contract has it */
    static String required(String field, @Nullable String text) {
        if (text == null || text.isBlank()) {
            throw Problem.missing(field).as(400, "field.missing");
        }
        return text;
    }

    /**
     * Without credentials, and as Postgres keeps it.
     *
     * @throws Problem 422 where half a character is in it, which no UTF-8 has
     */
    static String sifted(String field, String text) {
        if (text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE)) {
            throw Problem.invalid(field, "takes text; half a character of UTF-16 is in it");
        }
        return new Sieve().sift(text).replace('\0', '\uFFFD');
    }

    static @Nullable String siftedOrNull(String field, @Nullable String text) {
        return text == null ? null : sifted(field, text);
    }

    static List<String> sifted(String field, @Nullable List<String> texts) {
        return Optional.ofNullable(texts).orElse(List.of()).stream()
                .map(text -> sifted(field, text))
                .toList();
    }

    /** The same of a file, whose structure tells more. */
    static String siftedFile(String path, String content) {
        List<Finding> secrets = Secrets.inFile(path, content).stream()
                .filter(finding -> !Rules.of(finding.ruleId()).isAdvice())
                .toList();
        return sifted("files", Secrets.replace(content, secrets, _ -> MARKER));
    }
}
