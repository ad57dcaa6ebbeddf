package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.schemas.AiUse;
import dev.infrahub.schemas.BlastRadius;
import dev.infrahub.schemas.ChangeCounts;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlannedOutput;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RestoredValue;
import dev.infrahub.schemas.RiskAssessment;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackPlan;
import dev.infrahub.schemas.RollbackStep;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever things are called, a comment about them is ours: by a renderer of GitHub's Markdown that others wrote. */
class PlanMarkdownRenderedTests {

    /** Stands in every name. */
    private static final String MARK = "qz7";

    private static final List<OperationKind> ANSWERS =
            List.of(OperationKind.SUMMARIZE_PLAN, OperationKind.RISK_ASSESSMENT, OperationKind.ROLLBACK_PLAN);

    private static final List<String> PARTS = List.of(
            "https://evil.example/",
            "http://evil.example",
            "www.evil.example",
            "ftp://evil.example",
            "mailto:a@evil.example",
            "xmpp:a@evil.example",
            "a@evil.example",
            "@everyone",
            "@org/team",
            "#123",
            "GH-123",
            "org/repo#123",
            "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef",
            "x-deadbeef",
            "<script>alert(1)</script>",
            "<img src=x onerror=y>",
            "<!-- ",
            " -->",
            "</sub>",
            "</summary></details>",
            "<a href='x'>",
            "&lt;b&gt;&#64;x",
            "![x](http://evil.example/x.png)",
            "[x](http://evil.example)",
            "[x]: http://evil.example",
            "[^1]",
            "](http://evil.example)",
            "'",
            "'x y'",
            "'x`y z'",
            "`",
            "``",
            "```",
            "````````",
            "~~~",
            "~~x~~",
            "**x**",
            "__x__",
            "*",
            "_",
            "# x",
            "> x",
            "> [!WARNING]",
            "- x",
            "1. x",
            "1)",
            "| a | b |",
            "|---|---|",
            "---",
            "===",
            "\\",
            "\\`",
            "$`x`$",
            "$$",
            ":tada:",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "    ",
            "\u0000",
            "\u0008",
            "\u001b",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u034f",
            "\u061c",
            "\u180e",
            "\u200b",
            "\u200d",
            "\u200e",
            "\u2028",
            "\u2029",
            "\u202a",
            "\u202e",
            "\u2060",
            "\u2066",
            "\u2069",
            "\u2800",
            "\u3000",
            "\u3164",
            "\ufe0f",
            "\ufeff",
            "\ufff9",
            "\ud800",
            "\udb40\udc41",
            "name",
            " ");

    static Stream<String> names() {
        Random random = new Random(13);
        return Stream.concat(
                PARTS.stream(),
                IntStream.range(0, 300)
                        .mapToObj(_ -> IntStream.range(0, 1 + random.nextInt(6))
                                .mapToObj(_ -> PARTS.get(random.nextInt(PARTS.size())))
                                .collect(Collectors.joining())));
    }

    @Test
    void no_name_becomes_more_than_a_name() {
        assertThat(names())
                .allSatisfy(name -> ANSWERS.forEach(answer -> {
                    for (String said : List.of(MARK + name, name + MARK, name + MARK + name)) {
                        RenderedComment comment = new RenderedComment(PlanMarkdown.of(answer, plan(said)));

                        assertThat(comment.foreign()).as(said).isEmpty();
                        assertThat(comment.code()).as(said).contains(MARK);
                        assertThat(comment.prose())
                                .as(said)
                                .doesNotContain(MARK, "@", "://", "www.", "evil", "<", ">", "&", "`", "|", "#", "\\")
                                .doesNotContainPattern("\\b[0-9a-f]{7,}\\b");
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("names")
    void nothing_that_nobody_sees_is_in_it(String name) {
        String markdown = PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan(MARK + name));

        assertThat(markdown.codePoints().filter(point -> point != '\n'))
                .noneMatch(point -> switch (Character.getType(point)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR,
                            Character.SURROGATE -> true;
                    default -> point != ' ' && Character.isSpaceChar(point);
                });
    }

    @Test
    void a_renderer_would_show_a_link_that_we_let_through() {
        for (String link : List.of("https://evil.example", "www.evil.example", "a@evil.example", "![x](y)", "<b>")) {
            assertThat(new RenderedComment("See " + link + " now").foreign())
                    .as(link)
                    .isNotEmpty();
        }
    }

    /** With the name wherever a plan, a rule or a worker may put one. */
    private static PlanAnalyzed plan(String name) {
        String sentence = "The database " + name + " is destroyed (" + name + "): copy " + name + ".";
        List<PlannedResource> resources = Stream.of("delete", "replace", "update", "no-op", name)
                .map(action -> new PlannedResource(
                        name,
                        name,
                        name,
                        action,
                        List.of(name, name),
                        List.of(name),
                        List.of(name),
                        action.equals("no-op") ? name : null,
                        false,
                        action.equals("delete") ? sentence : null,
                        List.of()))
                .toList();
        List<RiskReason> reasons = List.of(
                new RiskReason(name, "high", name, sentence, "yes"), new RiskReason("a.b", name, null, name, name));
        RollbackStep step = new RollbackStep(
                1,
                name,
                name,
                "terraform apply -target='" + name + "'",
                sentence,
                false,
                "reversible",
                List.of(new RestoredValue(name, name)));
        RollbackStep bare = new RollbackStep(2, name, name, name, name, false, name, List.of());
        return PlanAnalyzed.newBuilder()
                .setPlanId(name)
                .setPlanHash("hash")
                .setClient("acme")
                .setModule(name)
                .setEnvironment(name)
                .setFingerprint(name)
                .setTerraformVersion(name)
                .setFormat("json")
                .setSummary("Changes things.")
                .setChanges(new ChangeCounts(0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0))
                .setResources(resources)
                .setOutputs(List.of(new PlannedOutput(name, "create", false)))
                .setRisk(new RiskAssessment(
                        name, 5, false, name, reasons, List.of(sentence, name), new BlastRadius(1, 1, 0), reasons))
                .setRollback(new RollbackPlan(
                        List.of(step, bare), List.of(sentence, name), name, List.of(sentence, name), List.of(step)))
                .setLimits(List.of(sentence, name))
                .setAi(new AiUse("off", null, null, 0, 0, null))
                .setDeeds(List.of())
                .setReferences(List.of())
                .setCode(List.of())
                .build();
    }
}
