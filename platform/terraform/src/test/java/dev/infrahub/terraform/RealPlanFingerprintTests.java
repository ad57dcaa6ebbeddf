package dev.infrahub.terraform;

import static dev.infrahub.terraform.Fingerprints.OTHER_KEY;
import static dev.infrahub.terraform.Fingerprints.fingerprint;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.Value;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What holds of the fingerprint of every real plan. */
class RealPlanFingerprintTests {

    @Test
    void anotherSpellingOfARealPlanHasTheSameFingerprint() {
        Random random = new Random(1);
        for (Path file : RealPlans.json()) {
            byte[] plan = RealPlans.bytes(file);
            Map<String, Value> members = Variations.members(plan);
            members.computeIfPresent("resource_changes", (_, list) -> Variations.shuffledItems(list, random));
            byte[] shuffled = Variations.bytes(
                    ((Value.Members) Variations.shuffled(new Value.Members(members), random)).members());
            assertThat(fingerprint(shuffled)).as(file.toString()).isEqualTo(fingerprint(plan));
            assertThat(fingerprint(Variations.spaced(shuffled)))
                    .as(file.toString())
                    .isEqualTo(fingerprint(plan));
        }
    }

    @Test
    void anotherVersionOrRegistryHasTheSameFingerprint() {
        for (Path file : RealPlans.json()) {
            byte[] plan = RealPlans.bytes(file);
            Map<String, Value> members = Variations.members(plan);
            members.put("format_version", new Value.Text("1.1"));
            members.put("terraform_version", new Value.Text("1.99.0"));
            members.put("timestamp", new Value.Text("2030-01-01T00:00:00Z"));
            members.put("resource_drift", Value.Special.NULL);
            eachChange(
                    members, entry -> Variations.with(entry, "provider_name", RealPlanFingerprintTests::otherRegistry));
            assertThat(fingerprint(Variations.bytes(members)))
                    .as(file.toString())
                    .isEqualTo(fingerprint(plan));
        }
    }

    @Test
    void aPlanWithoutWhatOldFormatsLackHasTheSameFingerprint() {
        int compared = 0;
        for (Path file : RealPlans.json()) {
            Map<String, Value> members = Variations.members(RealPlans.bytes(file));
            // a null that is gone from inside a value would leave its code out too
            members.remove("configuration");
            byte[] plan = Variations.bytes(members);
            if (fingerprint(plan, OTHER_KEY).equals(fingerprint(plan))) {
                eachChange(members, RealPlanFingerprintTests::asOldFormat);
                assertThat(fingerprint(Variations.bytes(members)))
                        .as(file.toString())
                        .isEqualTo(fingerprint(plan));
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void anySingleOtherValueIsAnotherFingerprint() {
        int others = 0;
        for (Path file : RealPlans.json()) {
            Map<String, Value> plan = Variations.members(RealPlans.bytes(file));
            for (Value entry :
                    plan.getOrDefault("resource_changes", Value.Special.NULL).each()) {
                others += assertEveryOtherDiffers(file, entry);
            }
            if (plan.get("output_changes") instanceof Value.Members(var outputs)) {
                for (Value change : outputs.values()) {
                    others += assertEveryOtherDiffers(
                            file,
                            change.at("after"),
                            other -> Fingerprints.ofOutput(Variations.with(change, "after", _ -> other)));
                }
            }
        }
        assertThat(others).isGreaterThan(25_000);
    }

    private static int assertEveryOtherDiffers(Path file, Value entry) {
        int others = 0;
        for (String side : List.of("before", "after")) {
            if (!isIn(side, entry.at("change"))) {
                continue;
            }
            others += assertEveryOtherDiffers(
                    file,
                    entry.at("change", side),
                    other -> fingerprint(
                            Variations.with(entry, "change", change -> Variations.with(change, side, _ -> other))));
        }
        return others;
    }

    /** What was before matters where something else comes after it, and what that is is known. */
    private static boolean isIn(String side, Value change) {
        Action action = ResourceChangeJson.action(change);
        boolean changed = action == Action.UPDATE || action == Action.REPLACE;
        return side.equals("before")
                ? changed && !Sensitivity.marksAnything(change.at("after_unknown"))
                : action != Action.NO_OP;
    }

    private static int assertEveryOtherDiffers(Path file, Value side, Function<Value, String> fingerprinted) {
        String original = fingerprinted.apply(side);
        List<Value> others = new ArrayList<>();
        if (!original.equals(Fingerprints.NOTHING) && !side.isNull()) {
            Variations.eachOther(side, others::add);
        }
        // a null that is gone, or new, is no other value
        others.removeIf(other -> ExactValues.of(other).equals(ExactValues.of(side)));
        assertThat(others.stream().map(fingerprinted)).as(file.toString()).doesNotContain(original);
        return others.size();
    }

    @Test
    void theKeyMattersWhereSomethingIsSensitiveAndNowhereElse() {
        int sensitive = 0;
        for (Path file : RealPlans.json()) {
            Map<String, Value> members = Variations.members(RealPlans.bytes(file));
            members.put("resource_drift", Value.Special.NULL);
            List<Value> changing = new ArrayList<>(
                    members.getOrDefault("resource_changes", Value.Special.NULL).each());
            changing.removeIf(entry -> fingerprint(entry).equals(Fingerprints.NOTHING));
            members.put("resource_changes", new Value.Items(changing));
            members.remove("output_changes");
            // of that all is keyed
            members.remove("configuration");
            byte[] plan = Variations.bytes(members);
            boolean hides = redacted(plan).contains("(sensitive #");
            boolean keyed = !fingerprint(plan, OTHER_KEY).equals(fingerprint(plan));
            // what is hidden may be what the change leaves alone
            assertThat(keyed && !hides).as(file.toString()).isFalse();
            sensitive += keyed ? 1 : 0;
        }
        assertThat(sensitive).isGreaterThanOrEqualTo(5);
    }

    @Test
    void theRedactionShowsItTheSameInOneReading() {
        for (Path file : RealPlans.json()) {
            byte[] plan = RealPlans.bytes(file);
            PlanFingerprint seen = new PlanFingerprint(Fingerprints.KEY);
            PlanRedaction.redact(
                    new ByteArrayInputStream(plan),
                    PlanSecrets.in(new ByteArrayInputStream(plan)),
                    OutputStream.nullOutputStream(),
                    seen);
            assertThat(seen.text()).as(file.toString()).isEqualTo(fingerprint(plan));
        }
    }

    @Test
    void everyMemberOfARealPlanIsKnown() {
        for (Path file : RealPlans.json()) {
            assertThat(PlanReader.read(new ByteArrayInputStream(RealPlans.bytes(file)))
                            .limits())
                    .as(file.toString())
                    .noneMatch(limit -> limit.contains("does not know"));
        }
    }

    @Test
    void damagedPlansGiveAFingerprintOrANotAPlan() {
        Random random = new Random(7);
        for (Path file : RealPlans.json()) {
            byte[] damaged = Damage.any(RealPlans.bytes(file), random);
            try {
                assertThat(fingerprint(damaged)).matches("v2:[0-9a-f]{64}");
            } catch (NotAPlan notAPlan) {
                assertThat(notAPlan.code()).startsWith("plan.");
            }
        }
    }

    private static Value otherRegistry(Value provider) {
        return new Value.Text(provider.text()
                .orElseThrow()
                .replaceFirst("^registry\\.terraform\\.io/", "registry.opentofu.org/")
                .replaceFirst("^(\\w+)(\\.\\w+)?$", "registry.terraform.io/hashicorp/$1"));
    }

    private static Value asOldFormat(Value entry) {
        Value change = Variations.without(
                entry.at("change"), List.of("before_sensitive", "after_sensitive", "replace_paths", "after_identity"));
        Value after = Variations.with(change, "after", ExactValues::of);
        Value mask = Variations.with(
                after, "after_unknown", unknown -> Sensitivity.marksAnything(unknown) ? unknown : Value.Special.NULL);
        return Variations.without(
                Variations.with(entry, "change", _ -> mask), List.of("action_reason", "module_address", "index"));
    }

    private static void eachChange(Map<String, Value> members, UnaryOperator<Value> change) {
        members.computeIfPresent(
                "resource_changes",
                (_, list) -> new Value.Items(list.each().stream().map(change).toList()));
    }

    private static String redacted(byte[] plan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PlanRedaction.redact(new ByteArrayInputStream(plan), PlanSecrets.in(new ByteArrayInputStream(plan)), out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
