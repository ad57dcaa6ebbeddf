package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.driftworker.domain.DriftAnalysis.Resource;
import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
import dev.infrahub.terraform.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How a module stands after scans of all kinds in any order, next to a model that looks at all of them anew each time. */
class StandingModelTests {

    private static final int RUNS = 60;
    private static final int SCANS = 30;
    private static final int MODULES = 300;
    private static final int HOURS = 720;
    private static final long SEED = 20_261_129;

    private record Arrival(ScanKey key, DriftAnalysis analysis) {

        Status status() {
            return analysis.status();
        }

        Set<String> addresses() {
            return analysis.resources().stream().map(Resource::address).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Analyses to choose from: whole, in part and failed, each with some of the resources drifted, and some of them accepted. */
    private static List<DriftAnalysis> analyses() {
        List<DriftAnalysis> analyses = new ArrayList<>();
        for (int drifted = 0; drifted < 8; drifted++) {
            for (boolean whole : List.of(true, true, false)) {
                for (int accepted : List.of(0, 0, 3)) {
                    analyses.add(analysis(drifted, accepted, whole));
                }
            }
        }
        for (int failed = 0; failed < 10; failed++) {
            analyses.add(Given.analysed("Error: no such host", Plan.Format.TEXT, Given.plainScan()));
        }
        return analyses;
    }

    private static DriftAnalysis analysis(int drifted, int accepted, boolean whole) {
        Given scan = Given.scan().with("\"complete\": " + whole);
        List<Agreements.Acceptance> acceptances = new ArrayList<>();
        for (int n = 0; n < 3; n++) {
            if ((drifted & 1 << n) != 0) {
                scan.drift("aws_x.r" + n, "{\"a\": 1}", "{\"a\": 2}");
            }
            if ((accepted & 1 << n) != 0) {
                acceptances.add(new Agreements.Acceptance(
                        "CHG-" + n, "network", "aws_x.r" + n, "a", null, Given.NOW.plusSeconds(60), "ann", "because"));
            }
        }
        return scan.under(Agreements.of(acceptances)).analysed();
    }

    /** What is known after these, in whatever order they came. */
    private record Model(Optional<ScanKey> whole, Optional<ScanKey> told, Arrival last, Map<String, ScanKey> open) {

        static Model of(List<Arrival> arrived) {
            List<Arrival> inOrder =
                    arrived.stream().sorted(Comparator.comparing(Arrival::key)).toList();
            Optional<ScanKey> whole = Optional.empty();
            Optional<ScanKey> told = Optional.empty();
            Map<String, ScanKey> open = new TreeMap<>();
            for (Arrival one : inOrder) {
                if (one.status() == Status.COMPLETE) {
                    whole = Optional.of(one.key());
                    open.clear();
                }
                if (one.status() == Status.COMPLETE || !one.addresses().isEmpty()) {
                    told = Optional.of(one.key());
                }
                one.addresses().forEach(address -> open.put(address, one.key()));
            }
            return new Model(whole, told, inOrder.getLast(), open);
        }
    }

    private static void requireSame(Standing standing, List<Arrival> arrived) {
        Model model = Model.of(arrived);
        assertThat(standing.whole()).isEqualTo(model.whole());
        assertThat(standing.told()).isEqualTo(model.told());
        assertThat(standing.last())
                .isEqualTo(new Standing.Attempt(model.last().key(), model.last().status()));
        assertThat(standing.open())
                .extracting(OpenDrift::address, OpenDrift::seen)
                .containsExactlyInAnyOrderElementsOf(model.open().entrySet().stream()
                        .map(one -> tuple(one.getKey(), one.getValue()))
                        .toList());
    }

    private static ScanKey at(int hour) {
        return new ScanKey(Given.NOW.plus(Duration.ofHours(hour)), "scan-" + hour);
    }

    private static List<Arrival> scans(int count, List<DriftAnalysis> analyses, Random random) {
        List<Arrival> scans = new ArrayList<>();
        for (int hour = 0; hour < count; hour++) {
            Arrival one = new Arrival(at(hour), analyses.get(random.nextInt(analyses.size())));
            scans.add(one);
            if (random.nextInt(4) == 0) {
                scans.add(one);
            }
        }
        Collections.shuffle(scans, random);
        return scans;
    }

    @Test
    void after_each_scan_it_stands_as_the_model_says_and_who_adds_up_what_is_told_knows_it() {
        Random random = new Random(SEED);
        List<DriftAnalysis> analyses = analyses();
        for (int run = 0; run < RUNS; run++) {
            List<Arrival> arrived = new ArrayList<>();
            Optional<Standing> standing = Optional.empty();
            Set<String> addedUp = new TreeSet<>();
            for (Arrival one : scans(SCANS, analyses, random)) {
                Optional<Standing.Turn> turn = Standing.after(standing, one.key(), one.analysis());
                boolean repeated = arrived.contains(one);
                arrived.add(one);
                assertThat(turn.isPresent() && repeated).isFalse();
                turn.ifPresent(turned -> {
                    turned.resolved().forEach(gone -> addedUp.remove(gone.address()));
                    turned.appeared().forEach(open -> addedUp.add(open.address()));
                });
                standing = turn.map(Standing.Turn::standing).or(previous(standing));
                requireSame(standing.orElseThrow(), arrived);
                assertThat(addedUp)
                        .isEqualTo(standing.get().open().stream()
                                .map(OpenDrift::address)
                                .collect(Collectors.toCollection(TreeSet::new)));
            }
        }
    }

    private static Supplier<Optional<Standing>> previous(Optional<Standing> standing) {
        return () -> standing;
    }

    @Test
    void a_month_of_hourly_scans_of_300_modules_in_any_order_ends_as_the_model_says() {
        Random random = new Random(SEED);
        List<DriftAnalysis> analyses = analyses();
        IntStream.range(0, MODULES).forEach(_ -> {
            List<Arrival> scans = scans(HOURS, analyses, random);
            Optional<Standing> standing = Optional.empty();
            for (Arrival one : scans) {
                standing = Standing.after(standing, one.key(), one.analysis())
                        .map(Standing.Turn::standing)
                        .or(previous(standing));
            }
            requireSame(standing.orElseThrow(), scans);
        });
    }
}
