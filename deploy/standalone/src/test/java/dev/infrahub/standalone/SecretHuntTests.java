package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.http.constraints.TextDefaults;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.terraform.FingerprintKey;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.PlanFingerprint;
import dev.infrahub.terraform.PlanRedaction;
import dev.infrahub.terraform.PlanSecrets;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every form at every place, every structure at every position, and every spelling of what is known at every place, in plans, in logs around plans and in printed
 * plans: what leaves the gateway, and what the plan-analyzer makes of it. What is missed is on a page, with the reason.
 */
class SecretHuntTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PAGE = Path.of("../../docs/secret-hunt.md");
    private static final FingerprintKey KEY = FingerprintKey.of(new byte[FingerprintKey.LEAST_BYTES]);

    /** How many secrets were planted, and the rows of the page for those that came out. */
    private record Bag(int planted, Set<String> rows, int missed) {}

    @Test
    void what_is_missed_is_what_the_page_says() throws IOException {
        Bag forms = forms();
        Bag structures = structures();
        Bag spellings = spellings();
        Set<String> rows = new TreeSet<>(forms.rows);
        rows.addAll(structures.rows);
        rows.addAll(spellings.rows);

        Files.write(Path.of("target/secret-hunt.md"), rows);

        assertThat(forms.planted).isGreaterThan(5000);
        assertThat(structures.planted).isGreaterThan(500);
        assertThat(spellings.planted).isGreaterThan(3000);
        assertThat(rows).isEqualTo(onThePage());
        assertThat(forms.missed).as("form × place").isZero();
        assertThat(structures.missed).as("structure × position").isZero();
        assertThat(spellings.missed * 100).as("spelling × place").isLessThanOrEqualTo(spellings.planted);
    }

    @Test
    void what_is_harmless_is_seen_at_most_places() {
        for (Ground ground : Ground.values()) {
            Needles harmless = new Needles();
            List<String> planted = new ArrayList<>();
            String document = ground.planted(place -> {
                String word = "harmless" + "abcdefghijklmnopqrstuvwxyz".charAt(planted.size() / 26)
                        + "abcdefghijklmnopqrstuvwxyz".charAt(planted.size() % 26);
                planted.add(word);
                harmless.add(place, word);
                return word;
            });
            Set<String> seen = harmless.in(leaving(ground, document));
            assertThat(seen.size() * 100 / planted.size())
                    .as(ground + ": " + seen)
                    .isGreaterThan(55);
        }
    }

    /** Of one plan of every structure: all that tells of a secret goes, and what stands around it stays. */
    @Test
    void what_stands_around_a_secret_is_seen() {
        for (Structure structure : Structure.values()) {
            String secret = new Chance(5).password();
            String shown = new String(
                    leaving(Ground.JSON, Position.AFTER.document(structure, secret)), StandardCharsets.UTF_8);
            structure
                    .around(secret)
                    .properties()
                    .forEach(member -> assertThat(shown).as(structure.name()).contains('"' + member.getKey() + '"'));
            assertThat(shown).as(structure.name()).contains("\"a.b\"").contains("(sensitive #");
        }
    }

    @Test
    void every_form_is_refused_in_a_text_of_a_request() {
        Chance chance = new Chance(3);
        for (Form form : Form.values()) {
            for (int i = 0; i < 50; i++) {
                String text = form.plant(chance).text();
                assertThat(TextDefaults.wrong("comment", text, 4000, true))
                        .as(text)
                        .isPresent();
                assertThat(TextDefaults.wrong("comment", "please: " + text + "\nthanks", 4000, true))
                        .as(text)
                        .isPresent();
            }
        }
    }

    private static Bag forms() {
        Chance chance = new Chance(1);
        Set<String> rows = new TreeSet<>();
        int planted = 0;
        int missed = 0;
        for (Form form : Form.values()) {
            for (Ground ground : Ground.values()) {
                Needles needles = new Needles();
                String document = ground.planted(place -> {
                    Planted one = form.plant(chance);
                    needles.add(place, one.secret());
                    return one.text();
                });
                Set<String> found = needles.in(leaving(ground, document));
                planted += ground.places().size();
                missed += found.size();
                addRow(form, ground, found, rows);
            }
        }
        return new Bag(planted, rows, missed);
    }

    private static Bag structures() {
        Chance chance = new Chance(4);
        Set<String> rows = new TreeSet<>();
        int planted = 0;
        int missed = 0;
        for (Structure structure : Structure.values()) {
            for (Position position : Position.values()) {
                String secret = chance.password();
                Needles needles = new Needles();
                needles.add(position.name(), secret);
                Set<String> found = needles.in(leaving(position.ground(), position.document(structure, secret)));
                planted++;
                missed += found.size();
                addRow(structure, position.ground(), found, rows);
            }
        }
        return new Bag(planted, rows, missed);
    }

    private static Bag spellings() {
        Chance chance = new Chance(2);
        Set<String> rows = new TreeSet<>();
        int planted = 0;
        int missed = 0;
        for (Spelt spelling : Spelt.values()) {
            for (Ground ground : Ground.values()) {
                Needles needles = new Needles();
                List<String> secrets = new ArrayList<>();
                String document = ground.planted(place -> {
                    String core = "Q" + chance.letters(11);
                    String secret = chance.letters(5) + "<&" + core;
                    String text = spelling.of(secret);
                    secrets.add(secret);
                    needles.add(place, core);
                    text.lines()
                            .filter(line -> line.length() >= 20 && line.indexOf(' ') < 0)
                            .forEach(line -> needles.addExact(place, line));
                    return text;
                });
                Set<String> found = needles.in(leaving(ground, knowing(ground, document, secrets)));
                planted += secrets.size();
                missed += found.size();
                addRow(spelling, ground, found, rows);
            }
        }
        return new Bag(planted, rows, missed);
    }

    private static void addRow(Enum<?> what, Ground ground, Set<String> places, Set<String> rows) {
        if (!places.isEmpty()) {
            rows.add("| %s | %s | %s |"
                    .formatted(what, ground, String.join("; ", places).replace("|", "/")));
        }
    }

    /** The document with one more resource, that says all of these as marked or as passwords. */
    private static String knowing(Ground ground, String document, List<String> secrets) {
        return switch (ground) {
            case JSON -> marking(document, secrets);
            case LOG ->
                document.lines()
                        .map(line -> line.startsWith("{") ? marking(line, secrets) : line)
                        .collect(Collectors.joining("\n"));
            case TEXT ->
                document.replaceFirst(
                        "(?m)^Plan: 0",
                        secrets.stream()
                                        .map(secret -> "      + password = \"" + secret + "\"\n")
                                        .collect(Collectors.joining(
                                                "",
                                                "  # a.known will be created\n  + resource \"a\" \"known\" {\n",
                                                "    }\n\n"))
                                + "Plan: 1");
        };
    }

    private static String marking(String json, List<String> secrets) {
        ObjectNode plan = (ObjectNode) JSON.readTree(json);
        ObjectNode resource = ((ArrayNode) plan.get("resource_changes")).addObject();
        resource.put("address", "a.known").put("type", "a").put("name", "known");
        ObjectNode change = resource.putObject("change");
        change.putArray("actions").add("create");
        change.putNull("before");
        ArrayNode marked = change.putObject("after").putArray("marked");
        secrets.forEach(marked::add);
        change.putObject("after_sensitive").put("marked", true);
        return JSON.writeValueAsString(plan);
    }

    /** What the gateway publishes of a plan, and what the plan-analyzer does. */
    private static byte[] leaving(Ground ground, String document) {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringBuilder told = new StringBuilder();
        boolean isText = ground == Ground.TEXT;
        if (isText) {
            PlanRedaction.redactText(new ByteArrayInputStream(bytes), out);
        } else {
            told.append(PlanRedaction.redact(
                    new ByteArrayInputStream(bytes),
                    PlanSecrets.in(new ByteArrayInputStream(bytes)),
                    out,
                    new PlanFingerprint(KEY)));
        }
        told.append(Analyst.analyze(
                new ByteArrayInputStream(out.toByteArray()),
                isText ? Plan.Format.TEXT : Plan.Format.JSON,
                "production",
                Policy.DEFAULT));
        out.writeBytes(told.toString().getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The first three columns; the fourth is the reason. */
    private static Set<String> onThePage() throws IOException {
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| ") && line.contains(" | "))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 6 && isMeant(cells[1].strip()))
                .map(cells -> "| %s | %s | %s |".formatted(cells[1].strip(), cells[2].strip(), cells[3].strip()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isMeant(String name) {
        Function<Enum<?>[], Boolean> has =
                all -> List.of(all).stream().anyMatch(one -> one.name().equals(name));
        return has.apply(Form.values()) || has.apply(Structure.values()) || has.apply(Spelt.values());
    }
}
