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

    /** Without credentials, and as Postgres keeps it. */
    static String sifted(String text) {
        return new Sieve().sift(text).replace('\0', '\uFFFD');
    }

    static @Nullable String siftedOrNull(@Nullable String text) {
        return Optional.ofNullable(text).map(Given::sifted).orElse(null);
    }

    static List<String> sifted(@Nullable List<String> texts) {
        return Optional.ofNullable(texts).orElse(List.of()).stream()
                .map(Given::sifted)
                .toList();
    }

    /** The same of a file, whose structure tells more. */
    static String siftedFile(String path, String content) {
        List<Finding> secrets = Secrets.inFile(path, content).stream()
                .filter(finding -> !Rules.of(finding.ruleId()).isAdvice())
                .toList();
        return sifted(Secrets.replace(content, secrets, _ -> MARKER));
    }
}
