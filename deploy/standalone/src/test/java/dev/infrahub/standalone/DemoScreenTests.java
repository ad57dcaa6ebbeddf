package dev.infrahub.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
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

    @Test
    void saysWhatTheVerifierFoundAndHowToRepeatIt() {
        screen.verdict(
                "as it was sealed",
                new OfflineVerifier.Verdict(
                        true,
                        List.of(
                                "evidence.json: VALID",
                                "  ok   It is signed.",
                                "  ?    Whose?",
                                "  ok   It is logged.")));
        screen.verdict(
                "with one byte changed",
                new OfflineVerifier.Verdict(
                        false,
                        List.of(
                                "changed.json: NOT VALID",
                                "  ok   It is logged.",
                                "  NO   %s".formatted("word ".repeat(40)))));
        screen.again(List.of("./hub", "verify", "evidence.json"));

        assertThat(text())
                .contains(
                        "✓ valid offline as it was sealed: 2 checks hold", "✗ not valid with one byte changed", "word")
                .contains("$ ./hub verify evidence.json");
        assertThat(text().lines()).allMatch(line -> line.length() <= WIDTH);
    }

    @Test
    void saysWhatAModelSaidAsTheModels() {
        screen.summary(summary("""
                {"status": "used", "provider": "openai", "model": "m-1"}""", """
                {"summary": "%s"}""".formatted("word ".repeat(40))));
        screen.next("http://hub", summary("""
                {"status": "used"}""", "null"));

        assertThat(text())
                .contains("Summary  The facts.", "In words of a language model, m-1 of openai:\n     word word")
                .doesNotContain("AI_ENDPOINT");
        assertThat(text().lines().limit(8)).allMatch(line -> line.length() <= WIDTH);
    }

    @Test
    void saysWhyAModelSaidNothing() {
        screen.summary(summary("""
                {"status": "unavailable", "reason": "provider.timeout"}""", "null"));

        assertThat(text()).contains("No words of a language model: provider.timeout");
    }

    @Test
    void saysHowToHaveAModelWhereThereIsNone() {
        JsonNode summary = summary("""
                {"status": "off"}""", "null");
        screen.summary(summary);
        screen.next("http://hub", summary);

        assertThat(text()).contains("AI_ENDPOINT=URL AI_CHAT_MODEL=NAME").doesNotContain("language model");
    }

    private static JsonNode summary(String ai, String explanation) {
        return new JsonMapper().readTree("""
                {"planId": "p", "summary": "The facts.", "changes": {}, "ai": %s, "explanation": %s}""".formatted(ai, explanation));
    }

    @Test
    void changesOneByteOfThePayloadAndNoOther() {
        byte[] envelope = "{\"payload\":\"AAAAAAAA\",\"signatures\":[]}".getBytes(UTF_8);

        assertThat(new String(Demo.withOneByteChanged(envelope), UTF_8))
                .isEqualTo("{\"payload\":\"AAAABAAA\",\"signatures\":[]}");
    }

    private String text() {
        return printed.toString(UTF_8);
    }
}
