package dev.infrahub.gateway.plans;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.PlanShapes;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** However much a plan has of anything, its comment fits, all parts of it are there, and it says what is not. */
class PlanMarkdownRoomTests {

    private static final String ID = "0b6dd4a5-4e4d-4f0a-9b1e-2b7b7e0d9f11";

    private static final List<OperationKind> ANSWERS =
            List.of(OperationKind.SUMMARIZE_PLAN, OperationKind.RISK_ASSESSMENT, OperationKind.ROLLBACK_PLAN);

    private static final List<Forge> FORGES = List.of(Forge.values());

    private static final Map<Forge, String> PULL_REQUESTS = Map.of(
            Forge.GITHUB, "https://github.com/acme/network/pull/7",
            Forge.GITLAB, "https://gitlab.acme.example/infra/network/-/merge_requests/7",
            Forge.AZURE_DEVOPS, "https://dev.azure.com/acme/infra/_git/network/pullrequest/7");

    private static final Pattern TITLE =
            Pattern.compile("(?:####|<details><summary>) ?([A-Z][A-Za-z ,]+) \\((\\d+)\\)(?:</summary>)?\n");
    private static final Pattern LEFT = Pattern.compile("(?m)^(?:- |- \\[ ] |1\\. |)… (?:and|all) (\\d+)( more)?");
    private static final Pattern DESTROYED = Pattern.compile("- (?:\\*\\*([a-z]+)\\*\\* )?`([^`]+)`(.*)");
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern WHERE =
            Pattern.compile(", in `(summary|risk|rollback)\\.([a-z]+)` of `GET /api/plans/" + ID + "`\n");

    private static final List<String> TYPES =
            List.of("aws_sqs_queue", "aws_db_instance", "google_storage_bucket", "azurerm_key_vault", "a_b");

    /** How much there is of everything, and how long it is. */
    private record Sizes(Random random, int most, int longest) {

        private static final List<Integer> LOADS = List.of(0, 1, 3, 40, 700, 5_000);

        static Sizes of(long seed) {
            Random random = new Random(seed);
            return new Sizes(random, LOADS.get(random.nextInt(LOADS.size())), 1 + random.nextInt(300));
        }

        <T> List<T> some(IntFunction<T> one) {
            int count = random.nextInt(4) == 0 ? random.nextInt(3) : random.nextInt(most + 1);
            return IntStream.range(0, count).mapToObj(one).toList();
        }

        String sentence(int at) {
            return "It is number " + at + " of them, " + "and so on ".repeat(random.nextInt(1 + longest / 10))
                    + "again.";
        }

        String address(int at) {
            String key = "x".repeat(random.nextInt(1 + longest / 3));
            String type = TYPES.get(random.nextInt(random.nextBoolean() ? 1 : TYPES.size()));
            return switch (random.nextInt(4)) {
                case 0 -> type + ".one_" + at + key;
                case 1 -> type + ".some[" + at + "]";
                case 2 -> "module.m[\"" + key + "\"]." + type + ".some[\"k-" + at + "]\"]";
                default -> "module.m_" + at % 7 + "." + type + ".some[\"k-" + at + key + "\"]";
            };
        }
    }

    static LongStream seeds() {
        return LongStream.range(0, 120);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_comment_fits_with_all_its_parts_and_says_what_it_left_out(long seed) {
        Sizes sizes = Sizes.of(seed);
        Forge forge = FORGES.get(sizes.random().nextInt(FORGES.size()));
        PlanAnalyzed plan = plan(sizes, forge);

        for (OperationKind answer : ANSWERS) {
            String comment = PlanMarkdown.of(answer, plan);

            assertThat(comment.length()).as("%s of %s", answer, forge).isLessThanOrEqualTo(forge.room());
            RenderedComment rendered = new RenderedComment(comment);
            assertThat(rendered.foreign()).isEmpty();
            assertThat(rendered.folds()).isEqualTo(folds(answer, plan));
            Map<String, String> parts = parts(comment);
            assertThat(parts.keySet()).containsExactlyElementsOf(titles(answer, plan));
            parts.forEach(PlanMarkdownRoomTests::saysWhatItLeftOut);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_is_destroyed_is_named_as_long_as_the_names_fit_and_else_as_far_as_they_do(long seed) {
        Sizes sizes = Sizes.of(seed);
        Forge forge = FORGES.get(sizes.random().nextInt(FORGES.size()));
        PlanAnalyzed plan = plan(sizes, forge);
        List<String> destroyed = plan.getResources().stream()
                .filter(Destroyed::is)
                .map(one -> one.getAction() + " " + one.getAddress())
                .sorted()
                .toList();

        String comment = PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan);
        String part = part(parts(comment), "Destroyed or replaced (" + destroyed.size() + ")");

        List<String> named = named(part);
        assertThat(destroyed).containsAll(named);
        assertThat(named).doesNotHaveDuplicates();
        assertThat(named.size() + left(part)).isEqualTo(destroyed.size());
        int names = destroyed.stream().mapToInt(one -> one.length() + 5).sum();
        if (names < forge.room() - 4_000) {
            assertThat(named).containsExactlyInAnyOrderElementsOf(destroyed);
        } else {
            assertThat(names - named.stream().mapToInt(String::length).sum()).isLessThan(names - forge.room() / 3);
        }
    }

    @Test
    void seven_hundred_destroyed_queues_are_all_named_beside_every_other_part() {
        List<PlannedResource> resources = new ArrayList<>(IntStream.range(0, 700)
                .mapToObj(i -> destroyed(
                        "module.tenant[\"tenant-%04d-of-the-western-region\"].module.mail[\"outgoing-%04d\"].aws_sqs_queue.late[\"%s\"]"
                                .formatted(i, i, "q".repeat(20)),
                        "The queue is destroyed because its key left for_each: its data is lost."))
                .toList());
        resources.add(destroyed("aws_db_instance.ledger", "The database is destroyed: its data is lost."));
        resources.add(resource("update", "aws_iam_policy.mail", null));
        PlanAnalyzed plan = plan(resources).build();

        String comment = PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan);

        assertThat(comment.length()).isLessThan(65_536);
        Map<String, String> parts = parts(comment);
        assertThat(parts.keySet()).containsExactlyElementsOf(titles(OperationKind.SUMMARIZE_PLAN, plan));
        assertThat(named(part(parts, "Destroyed or replaced (701)"))).hasSize(701);
        assertThat(part(parts, "All changes (702)"))
                .startsWith("\n```diff\n! update aws_iam_policy.mail: tags\n- delete ");
        assertThat(parts.entrySet().stream()
                        .filter(part -> left(part.getValue()) == 0)
                        .map(Map.Entry::getKey))
                .containsExactly(
                        "Destroyed or replaced (701)",
                        "Look at (1)",
                        "Before apply (1)",
                        "What this input could not tell (1)",
                        "Or the plan as a whole (1)");
        assertThat(comment)
                .contains("- **delete** `aws_db_instance.ledger`: The database is destroyed: its data is lost.\n")
                .contains(
                        "- **delete** 700: The queue is destroyed because its key left `for_each`: its data is lost.\n")
                .contains("`module.tenant[…].module.mail[…].aws_sqs_queue.late[…]` × 700: "
                        + "`\"tenant-0000-of-the-western-region\", \"outgoing-0000\", \"qqqqqqqqqqqqqqqqqqqq\"`, ")
                .containsPattern(
                        "… and \\d+ more \\(\\d+ delete\\), in `summary.resources` of `GET /api/plans/" + ID + "`\n");
    }

    @Test
    void where_there_is_more_room_nothing_is_left_out() {
        List<PlannedResource> resources = IntStream.range(0, 700)
                .mapToObj(i -> destroyed("aws_sqs_queue.late[\"%04d%s\"]".formatted(i, "q".repeat(80)), "It is lost."))
                .toList();
        PlanAnalyzed.Builder plan = plan(resources);

        String github = PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan.build());
        String gitlab = PlanMarkdown.of(
                OperationKind.SUMMARIZE_PLAN,
                plan.setPrUrl(PULL_REQUESTS.get(Forge.GITLAB)).build());

        assertThat(github).containsPattern(LEFT);
        assertThat(gitlab).doesNotContainPattern(LEFT).contains("- delete aws_sqs_queue.late[\"0699qqq");
    }

    @Test
    void what_there_are_few_of_is_named_before_what_there_are_many_of() {
        List<PlannedResource> resources = new ArrayList<>(IntStream.range(0, 3_000)
                .mapToObj(i -> destroyed("aws_instance.a_rather_long_name_of_something_" + i, "The machine goes."))
                .toList());
        resources.add(destroyed("aws_db_instance.ledger", "The database goes."));

        String comment =
                PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan(resources).build());

        assertThat(comment)
                .contains("""
                        - **delete** `aws_db_instance.ledger`: The database goes.
                        - **delete** 3000: The machine goes.
                        """)
                .containsPattern("- … and \\d+ more \\(\\d+ `aws_instance`\\), in `summary.resources` of ");
    }

    @Test
    void where_even_what_is_destroyed_is_too_much_every_part_has_its_share() {
        List<PlannedResource> resources = IntStream.range(0, 3_000)
                .mapToObj(i -> destroyed("aws_instance.a_rather_long_name_of_something_" + i, "The machine goes."))
                .toList();

        Map<String, String> parts = parts(
                PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan(resources).build()));

        assertThat(part(parts, "All changes (3000)").lines()).hasSizeGreaterThan(40);
        assertThat(part(parts, "Cannot be undone (3000)").lines()).hasSizeGreaterThan(40);
        assertThat(part(parts, "To roll back (3000)").lines()).hasSizeGreaterThan(40);
    }

    @Test
    void a_name_that_is_too_long_hides_no_other_and_is_counted() {
        List<PlannedResource> resources = List.of(
                destroyed("aws_sqs_queue.a[\"" + "x".repeat(70_000) + "\"]", null),
                destroyed("aws_db_instance.ledger", null),
                destroyed("aws_s3_bucket.b[\"" + "y".repeat(70_000) + "\"]", null));

        String comment =
                PlanMarkdown.of(OperationKind.SUMMARIZE_PLAN, plan(resources).build());

        assertThat(comment.length()).isLessThan(65_536);
        assertThat(comment)
                .contains("#### Destroyed or replaced (3)\n\n- **delete** 3\n  - `aws_db_instance.ledger`\n")
                .contains("- … and 2 more (1 `aws_sqs_queue`, 1 `aws_s3_bucket`), in `summary.resources` of ");
    }

    @Test
    void left_out_reasons_are_counted_by_how_grave_they_are() {
        List<RiskReason> reasons = IntStream.range(0, 900)
                .mapToObj(i -> new RiskReason(
                        "network.open-to-world",
                        i < 2 ? "critical" : i < 500 ? "high" : "low",
                        "aws_security_group.with_quite_a_long_name_" + i,
                        "Opens port 22 to the whole internet, which is a sentence of some length.",
                        "yes"))
                .toList();
        PlanAnalyzed plan =
                plan(List.of()).setRisk(risk(reasons, List.of(), List.of())).build();

        assertThat(PlanMarkdown.of(OperationKind.RISK_ASSESSMENT, plan))
                .containsPattern("- … and \\d+ more \\(\\d+ high, 400 low\\), in `risk.reasons` of ");
    }

    @Test
    void where_it_is_said_to_be_it_is() {
        PlanAnalyzed plan = plan(new Sizes(new Random(1), 3, 10), Forge.GITHUB);
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.set("summary", PlanShapes.SUMMARY.apply(Facts.json(plan)));
        shown.set("risk", PlanShapes.RISK.apply(Facts.json(plan)));
        shown.set("rollback", PlanShapes.ROLLBACK.apply(Facts.json(plan)));

        Set<String> places = new TreeSet<>();
        for (long seed = 0; seed < 8; seed++) {
            PlanAnalyzed large = plan(new Sizes(new Random(seed), 4_000, 300), Forge.GITHUB);
            ANSWERS.forEach(answer -> WHERE.matcher(PlanMarkdown.of(answer, large))
                    .results()
                    .forEach(where -> {
                        assertThat(shown.path(where.group(1)).has(where.group(2)))
                                .as(where.group())
                                .isTrue();
                        places.add(where.group(1) + "." + where.group(2));
                    }));
        }

        assertThat(places)
                .containsExactly(
                        "risk.mitigations",
                        "risk.reasons",
                        "risk.standing",
                        "rollback.irreversible",
                        "rollback.preconditions",
                        "rollback.steps",
                        "rollback.whole",
                        "summary.limits",
                        "summary.resources");
    }

    // --- reading a comment ------------------------------------------------------------------------------------------

    /** What follows a title, up to the next. */
    private static Map<String, String> parts(String comment) {
        Map<String, String> parts = new LinkedHashMap<>();
        Matcher title = TITLE.matcher(comment);
        String open = null;
        int from = 0;
        while (title.find()) {
            if (open != null) {
                parts.put(open, comment.substring(from, title.start()));
            }
            open = title.group(1) + " (" + title.group(2) + ")";
            from = title.end();
        }
        if (open != null) {
            parts.put(open, comment.substring(from));
        }
        return parts;
    }

    /** Nothing, where it is not there. */
    private static String part(Map<String, String> parts, String title) {
        return parts.getOrDefault(title, "");
    }

    private static void saysWhatItLeftOut(String title, String part) {
        if (title.startsWith("Destroyed")) {
            return;
        }
        int all = Integer.parseInt(title.replaceAll("\\D", ""));
        long shown = part.lines()
                .filter(line -> title.startsWith("All changes")
                        ? line.matches("[-+! ] .+") && !line.startsWith("- …")
                        : line.matches("(- |1\\. ).+") && !line.contains(" … "))
                .count();
        assertThat(shown + left(part)).as(title).isEqualTo(all);
        assertThat(left(part) == 0 || WHERE.matcher(part).find()).as(title).isTrue();
    }

    private static int left(String part) {
        Matcher left = LEFT.matcher(part);
        return left.find() ? Integer.parseInt(left.group(1)) : 0;
    }

    /** With what happens to them, and instances written out. */
    private static List<String> named(String part) {
        List<String> named = new ArrayList<>();
        String action = "";
        for (String line : part.lines().toList()) {
            Matcher counted = Pattern.compile("- \\*\\*([a-z]+)\\*\\* \\d+.*").matcher(line);
            Matcher one = DESTROYED.matcher(line.strip());
            if (counted.matches()) {
                action = counted.group(1);
            } else if (one.matches()) {
                action = one.group(1) == null ? action : one.group(1);
                String known = action;
                instances(one.group(2), one.group(3)).forEach(address -> named.add(known + " " + address));
            }
        }
        return named;
    }

    private static Stream<String> instances(String resource, String behind) {
        return behind.startsWith(" × ")
                ? CODE.matcher(behind).results().map(keys -> written(resource, keys.group(1)))
                : Stream.of(resource);
    }

    private static String written(String resource, String keys) {
        String address = resource;
        for (String key : keys.split(", ", -1)) {
            address = address.replaceFirst("…", Matcher.quoteReplacement(key));
        }
        return address;
    }

    private static List<String> titles(OperationKind answer, PlanAnalyzed plan) {
        RollbackPlan rollback = plan.getRollback();
        int destroyed = (int) plan.getResources().stream().filter(Destroyed::is).count();
        Map<String, Integer> all = new LinkedHashMap<>();
        switch (answer) {
            case SUMMARIZE_PLAN -> {
                all.put("Destroyed or replaced", destroyed);
                all.put("Look at", plan.getRisk().getReasons().size());
                all.put("Before apply", rollback.getPreconditions().size());
                all.put("What this input could not tell", plan.getLimits().size());
                all.put(
                        "All changes",
                        plan.getResources().size() + plan.getOutputs().size());
            }
            case RISK_ASSESSMENT -> {
                all.put("Why", plan.getRisk().getReasons().size());
                all.put(
                        "Already so before, and not counted",
                        plan.getRisk().getStanding().size());
                all.put("What lowers it", plan.getRisk().getMitigations().size());
            }
            default -> all.put("Before apply", rollback.getPreconditions().size());
        }
        if (answer != OperationKind.RISK_ASSESSMENT
                && !(answer == OperationKind.SUMMARIZE_PLAN
                        && rollback.getSteps().isEmpty())) {
            all.put("Cannot be undone", rollback.getIrreversible().size());
            all.put("To roll back", rollback.getSteps().size());
            all.put("Or the plan as a whole", rollback.getWhole().size());
        }
        if (answer != OperationKind.SUMMARIZE_PLAN) {
            all.put("What this input could not tell", plan.getLimits().size());
        }
        return all.entrySet().stream()
                .filter(part -> part.getValue() > 0)
                .map(part -> part.getKey() + " (" + part.getValue() + ")")
                .toList();
    }

    private static int folds(OperationKind answer, PlanAnalyzed plan) {
        if (answer != OperationKind.SUMMARIZE_PLAN) {
            return 0;
        }
        int changes = plan.getResources().size() + plan.getOutputs().size();
        return (changes > 0 ? 1 : 0) + (plan.getRollback().getSteps().isEmpty() ? 0 : 1);
    }

    // --- plans ------------------------------------------------------------------------------------------------------

    private static PlanAnalyzed plan(Sizes sizes, Forge forge) {
        Random random = sizes.random();
        List<PlannedResource> resources = sizes.some(at -> resource(
                List.of("delete", "delete", "replace", "update", "create").get(random.nextInt(5)),
                sizes.address(at),
                random.nextInt(3) == 0 ? sizes.sentence(random.nextInt(2) == 0 ? 0 : at) : null));
        return plan(resources)
                .setPrUrl(PULL_REQUESTS.get(forge))
                .setOutputs(sizes.some(at -> new PlannedOutput("out_" + at, "create", false)))
                .setLimits(sizes.some(sizes::sentence))
                .setRisk(risk(reasons(sizes), sizes.some(sizes::sentence), reasons(sizes)))
                .setRollback(new RollbackPlan(
                        sizes.some(at -> step(at, sizes)),
                        sizes.some(sizes::sentence),
                        "certain",
                        sizes.some(sizes::sentence),
                        sizes.some(at -> step(at, sizes))))
                .build();
    }

    private static RiskAssessment risk(List<RiskReason> reasons, List<String> mitigations, List<RiskReason> standing) {
        return new RiskAssessment("high", 79, true, "normal", reasons, mitigations, new BlastRadius(1, 1, 0), standing);
    }

    private static List<RiskReason> reasons(Sizes sizes) {
        return sizes.some(at -> new RiskReason(
                "network.open-to-world",
                List.of("critical", "high", "low").get(at % 3),
                at % 5 == 0 ? null : sizes.address(at),
                sizes.sentence(at),
                at % 7 == 0 ? "unknown" : "yes"));
    }

    private static RollbackStep step(int at, Sizes sizes) {
        return new RollbackStep(
                at + 1,
                null,
                "restore",
                at % 3 == 0 ? null : "terraform apply -target='" + sizes.address(at) + "'",
                sizes.sentence(at),
                false,
                "reversible-with-data",
                at % 2 == 0 ? List.of() : List.of(new RestoredValue("size", Integer.toString(at))));
    }

    private static PlannedResource destroyed(String address, @Nullable String notable) {
        return resource("delete", address, notable);
    }

    private static PlannedResource resource(String action, String address, @Nullable String notable) {
        String block = Instance.of(address).resource();
        String[] words = block.replaceAll("module\\.[a-z_0-9]+(\\[…])?\\.", "").split("\\.", -1);
        return new PlannedResource(
                address,
                words[0],
                null,
                action,
                List.of("tags"),
                List.of(),
                List.of(),
                null,
                false,
                notable,
                List.of());
    }

    /** With a little of everything else. */
    private static PlanAnalyzed.Builder plan(List<PlannedResource> resources) {
        Sizes sizes = new Sizes(new Random(1), 1, 20);
        return PlanAnalyzed.newBuilder()
                .setPlanId(ID)
                .setPlanHash("hash")
                .setClient("acme")
                .setModule("network")
                .setEnvironment("production")
                .setFormat("json")
                .setSummary("Changes things.")
                .setChanges(new ChangeCounts(0, 0, resources.size(), 0, 0, 0, 0, 0, 0, 0, 0))
                .setResources(resources)
                .setOutputs(List.of())
                .setRisk(risk(
                        List.of(new RiskReason("plan.production", "low", null, "The change is to production.", "yes")),
                        List.of("Do it at night."),
                        List.of()))
                .setRollback(new RollbackPlan(
                        IntStream.range(0, resources.size())
                                .mapToObj(at -> step(at, sizes))
                                .toList(),
                        resources.stream()
                                .map(one -> one.getAddress() + ": its data is lost.")
                                .toList(),
                        "certain",
                        List.of("Keep a copy of the state."),
                        List.of(step(0, sizes))))
                .setLimits(List.of("The text does not tell everything."))
                .setAi(new AiUse("off", null, null, 0, 0, null))
                .setDeeds(List.of())
                .setReferences(List.of())
                .setCode(List.of());
    }
}
