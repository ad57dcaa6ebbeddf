package dev.infrahub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DemoScreenTests {

    private static final int WIDTH = 96;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final DemoScreen screen = new DemoScreen(Style.PLAIN, new PrintStream(printed, true, UTF_8));

    @Test
    void countsByActionAndWrapsTheSummary() {
        screen.summary(new JsonMapper().readTree("""
                {"summary": "In short.\\n- %s", "changes": {"create": 3, "replace": 1}}""".formatted("word ".repeat(60))));
        assertThat(text().lines()).allMatch(line -> line.length() <= WIDTH);
        assertThat(text()).contains("+ 3 create", "± 1 replace", "- 0 destroy", "Summary  In short.", "• word");
    }

    @Test
    void showsTheFirstReasonsAndHowManyMoreThereAre() {
        String reason = """
                {"rule": "r", "severity": "high", "address": "aws_db_instance.main", "detail": "It is replaced."}""";
        screen.risk(new JsonMapper().readTree("""
                {"riskLevel": "high", "riskScore": 80, "requiresCab": true, "reasons": [%s]}""".formatted(String.join(",", Collections.nCopies(9, reason)))));
        assertThat(text())
                .contains(
                        "HIGH 80/100",
                        "the change board must decide",
                        "● high      r                        aws_db_instance.main")
                .contains("and 2 more reasons");
    }

    private String text() {
        return printed.toString(UTF_8);
    }
}
