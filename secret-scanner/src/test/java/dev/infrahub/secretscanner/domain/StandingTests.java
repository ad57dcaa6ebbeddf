package dev.infrahub.secretscanner.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.scanning.Detection;
import dev.infrahub.scanning.Place;
import dev.infrahub.secretscanner.domain.Standing.Told;
import dev.infrahub.secretscanner.domain.Standing.Turn;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingTests {

    private static final Instant FIRST = Instant.parse("2026-11-29T10:00:00Z");
    private static final Optional<String> COMMIT = Optional.of("4f5e6d7");

    @Test
    void what_an_earlier_look_saw_is_known_and_what_none_saw_is_new() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x", "b.tf: y"));
        Turn second = first.after(partial(2, "a.tf: x z"));

        assertThat(states(second)).containsExactly("a.tf:x known", "a.tf:z new");
        assertThat(second.told().getFirst().known().since()).isEqualTo(at(1));
        assertThat(names(second.elsewhere())).containsExactly("b.tf:y");
        assertThat(second.resolved()).isEmpty();
        assertThat(second.revision()).isEqualTo(2);
    }

    @Test
    void what_stands_there_no_more_is_resolved_once() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x z"));
        Turn second = first.after(partial(2, "a.tf: z"));
        Turn third = kept(first, partial(2, "a.tf: z")).after(partial(3, "a.tf: z"));

        assertThat(names(second.resolved())).containsExactly("a.tf:x");
        assertThat(third.resolved()).isEmpty();
    }

    @Test
    void what_is_resolved_is_told_by_the_scans_after_it_too() {
        Standing gone = kept(kept(Standing.NONE, partial(1, "a.tf: x z")), partial(2, "a.tf: z"));
        Turn later = gone.after(partial(3, "a.tf: z", "b.tf:"));

        assertThat(later.lately()).singleElement().satisfies(one -> {
            assertThat(one.fingerprint()).isEqualTo("a.tf:x");
            assertThat(one.since()).isEqualTo(at(1));
            assertThat(one.at()).isEqualTo(at(2));
            assertThat(one.commit()).isEqualTo(COMMIT);
        });
    }

    @Test
    void what_stands_there_again_is_resolved_no_more() {
        Standing gone = kept(kept(Standing.NONE, partial(1, "a.tf: x z")), partial(3, "a.tf:"));

        assertThat(lately(gone.after(partial(4, "a.tf: x")))).containsExactly("a.tf:z");
        assertThat(lately(gone.after(partial(4, "a.tf: x!")))).containsExactly("a.tf:z");
        // what is older than the scan that saw it gone says nothing of it
        assertThat(lately(gone.after(partial(2, "a.tf: x")))).containsExactly("a.tf:x", "a.tf:z");
    }

    @Test
    void what_was_allowed_is_not_among_what_was_resolved_lately() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x!"));

        assertThat(first.after(partial(2, "a.tf:")).lately()).isEmpty();
    }

    @Test
    void only_the_latest_that_are_resolved_are_kept_and_none_for_ever() {
        String[] many =
                IntStream.range(0, 150).mapToObj("%03d.tf: x"::formatted).toArray(String[]::new);
        Standing first = kept(Standing.NONE, complete(1, many));
        Turn second = first.after(complete(2, Arrays.copyOfRange(many, 120, 150)));
        Turn third =
                kept(first, complete(2, Arrays.copyOfRange(many, 120, 150))).after(complete(3, "a.tf:"));
        int month = (int) Duration.ofDays(30).toSeconds();
        Standing last = kept(first, complete(2, "a.tf:"));

        assertThat(lately(second)).hasSize(100).startsWith("000.tf:x", "001.tf:x");
        assertThat(lately(third)).hasSize(100).startsWith("120.tf:x").contains("149.tf:x", "000.tf:x");
        assertThat(last.after(complete(1 + month, "a.tf:")).lately()).hasSize(100);
        assertThat(last.after(complete(2 + month, "a.tf:")).lately()).isEmpty();
    }

    private static List<String> lately(Turn turn) {
        return turn.lately().stream().map(Resolved::fingerprint).toList();
    }

    @Test
    void only_a_scan_of_all_files_tells_that_a_file_is_gone() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x", "b.tf: y"));

        assertThat(first.after(partial(2, "a.tf: x")).resolved()).isEmpty();
        assertThat(names(first.after(complete(2, "a.tf: x")).resolved())).containsExactly("b.tf:y");
    }

    @Test
    void what_was_not_looked_into_stays_as_it_was_known() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x", "b.tf: y"));
        Turn second = first.after(
                new ModuleScan(key(2), COMMIT, true, Map.of("a.tf", "1"), Set.of("b.tf"), List.of(), Optional.empty()));

        assertThat(names(second.resolved())).containsExactly("a.tf:x");
        assertThat(names(second.elsewhere())).containsExactly("b.tf:y");
    }

    @Test
    void a_file_that_was_looked_into_in_part_resolves_nothing() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x"));
        Turn second = first.after(
                new ModuleScan(key(2), COMMIT, true, Map.of("a.tf", "1"), Set.of("a.tf"), List.of(), Optional.empty()));

        assertThat(second.resolved()).isEmpty();
        assertThat(second.forgotten()).isEmpty();
    }

    @Test
    void what_a_comment_allows_is_neither_new_nor_resolved() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x!"));
        Turn again = first.after(partial(2, "a.tf: x"));
        Turn gone = first.after(partial(2, "a.tf:"));

        assertThat(states(Standing.NONE.after(partial(1, "a.tf: x!")))).containsExactly("a.tf:x allowed");
        assertThat(states(again)).containsExactly("a.tf:x known");
        assertThat(gone.resolved()).isEmpty();
        assertThat(gone.forgotten()).hasSize(1);
    }

    @Test
    void a_late_scan_changes_only_files_that_no_newer_one_looked_at() {
        Standing newest = kept(Standing.NONE, partial(2, "a.tf: x"));
        Turn late = newest.after(partial(1, "a.tf: z", "b.tf: y"));

        assertThat(states(late)).containsExactly("a.tf:z superseded", "b.tf:y new");
        assertThat(late.resolved()).isEmpty();
        assertThat(late.replaced()).containsExactly("b.tf");
    }

    @Test
    void nothing_older_than_a_scan_of_all_files_counts() {
        Standing newest = kept(Standing.NONE, complete(2, "a.tf: x"));
        Turn late = newest.after(partial(1, "b.tf: y"));

        assertThat(states(late)).containsExactly("b.tf:y superseded");
        assertThat(late.revision()).isZero();
        assertThat(newest.after(complete(1, "a.tf:")).revision()).isZero();
    }

    @Test
    void a_file_changed_where_its_content_is_another() {
        Standing first = kept(Standing.NONE, partial(1, "a.tf: x", "b.tf:"));

        assertThat(first.after(partial(2, "a.tf: x", "b.tf: y", "c.tf:")).changed())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_module_stands_the_same_in_whatever_order_scans_come(long seed) {
        Random random = new Random(seed);
        List<ModuleScan> scans = new ArrayList<>();
        for (int n = 1; n <= 7; n++) {
            scans.add(random(n, random));
        }
        Map<String, Set<String>> inOrder = open(all(scans));
        for (int times = 0; times < 50; times++) {
            Collections.shuffle(scans, random);
            assertThat(open(all(scans))).isEqualTo(inOrder);
        }
    }

    private static ModuleScan random(int n, Random random) {
        List<String> files = new ArrayList<>();
        for (String path : List.of("a.tf", "b.tf", "c.tf")) {
            if (random.nextBoolean()) {
                files.add(path + ":" + (random.nextBoolean() ? " x" : "") + (random.nextBoolean() ? " y" : ""));
            }
        }
        return scan(n, random.nextInt(3) == 0, files.toArray(String[]::new));
    }

    private static Standing all(List<ModuleScan> scans) {
        Standing standing = Standing.NONE;
        for (ModuleScan scan : scans) {
            standing = kept(standing, scan);
        }
        return standing;
    }

    private static Map<String, Set<String>> open(Standing standing) {
        Map<String, Set<String>> open = new TreeMap<>();
        standing.looks().keySet().forEach(path -> open.put(path, new TreeSet<>()));
        standing.known()
                .forEach(one -> open.computeIfAbsent(one.path(), _ -> new TreeSet<>())
                        .add(one.detection().ruleId()));
        return open;
    }

    /** So that a scan of all files, by schedule for example, never meets a module of which too much is known. */
    @Test
    void parts_are_refused_that_together_are_too_many_and_all_files_never() {
        Standing standing = Standing.NONE;
        for (int part = 0; part < 3; part++) {
            assertThat(standing.after(files(part, 20_000)).fits()).isTrue();
            standing = kept(standing, files(part, 20_000));
        }
        assertThat(standing.after(files(3, 1)).fits()).isFalse();
        assertThat(standing.after(files(2, 20_000)).fits()).isTrue();
        assertThat(standing.after(complete(4, "a.tf: x")).fits()).isTrue();
    }

    private static ModuleScan files(int part, int count) {
        Map<String, String> digests = new HashMap<>();
        for (int file = 0; file < count; file++) {
            digests.put("%d/%d.tf".formatted(part, file), "1");
        }
        return new ModuleScan(key(part), COMMIT, false, digests, Set.of(), List.of(), Optional.empty());
    }

    /** As the tables keep it. */
    private static Standing kept(Standing before, ModuleScan scan) {
        Turn turn = before.after(scan);
        if (turn.revision() == 0) {
            return before;
        }
        Map<String, Look> looks = new HashMap<>(before.looks());
        looks.keySet().removeAll(turn.gone());
        turn.replaced()
                .forEach(path -> looks.put(
                        path,
                        new Look(
                                scan.key(),
                                Objects.requireNonNull(scan.digests().get(path)))));
        Map<String, Known> known = new TreeMap<>();
        before.known().forEach(one -> known.put(one.fingerprint(), one));
        known.keySet().removeAll(turn.forgotten());
        turn.kept().forEach(one -> known.put(one.fingerprint(), one));
        assertThat(turn.size()).isEqualTo(looks.size() + known.size());
        return new Standing(
                turn.revision(), turn.complete(), turn.schedule(), looks, List.copyOf(known.values()), turn.lately());
    }

    @Test
    void a_failed_scan_by_schedule_is_told_and_changes_nothing_else() {
        Standing first = kept(Standing.NONE, complete(1, "a.tf: x"));
        Turn failed = first.after(scheduled(2, Schedule.Status.FAILED));

        assertThat(failed.revision()).isEqualTo(2);
        assertThat(failed.schedule().orElseThrow().status()).isEqualTo(Schedule.Status.FAILED);
        assertThat(failed.complete()).isEqualTo(first.complete());
        assertThat(failed.resolved()).isEmpty();
        assertThat(names(failed.elsewhere())).containsExactly("a.tf:x");
    }

    @Test
    void what_was_handed_in_leaves_the_schedule_and_an_older_one_does_not_count() {
        Standing failed = kept(Standing.NONE, scheduled(2, Schedule.Status.FAILED));

        assertThat(failed.after(complete(3, "a.tf: x")).schedule()).isEqualTo(failed.schedule());
        Turn late = failed.after(scheduled(1, Schedule.Status.CHECKED));
        assertThat(late.revision()).isZero();
        assertThat(late.schedule()).isEqualTo(failed.schedule());
        assertThat(failed.after(scheduled(3, Schedule.Status.CHECKED))
                        .schedule()
                        .orElseThrow()
                        .failure())
                .isEmpty();
    }

    private static ModuleScan scheduled(int n, Schedule.Status status) {
        return new ModuleScan(
                key(n),
                Optional.empty(),
                false,
                Map.of(),
                Set.of(),
                List.of(),
                Optional.of(new Schedule(status, at(n), Optional.of(at(n + 24)), Optional.empty())));
    }

    private static ModuleScan partial(int n, String... files) {
        return scan(n, false, files);
    }

    private static ModuleScan complete(int n, String... files) {
        return scan(n, true, files);
    }

    /** Files as {@code path: names of what is found}, with {@code !} behind what is allowed. */
    private static ModuleScan scan(int n, boolean complete, String... files) {
        Map<String, String> digests = new TreeMap<>();
        List<Detection> detections = new ArrayList<>();
        for (String file : files) {
            String path = file.substring(0, file.indexOf(':'));
            digests.put(path, file);
            Arrays.stream(file.substring(file.indexOf(':') + 1).split(" "))
                    .filter(name -> !name.isEmpty())
                    .forEach(name -> detections.add(detection(path, name)));
        }
        return new ModuleScan(key(n), COMMIT, complete, digests, Set.of(), detections, Optional.empty());
    }

    private static Detection detection(String path, String name) {
        String rule = name.replace("!", "");
        return new Detection(
                rule,
                path,
                new Place(1, 1, 1, 2),
                "****",
                path + ":" + rule,
                name.endsWith("!") ? Optional.of("infrahub:allow") : Optional.empty());
    }

    private static ScanKey key(int n) {
        return new ScanKey(at(n), "scan-" + n);
    }

    private static Instant at(int n) {
        return FIRST.plusSeconds(n);
    }

    private static List<String> states(Turn turn) {
        return turn.told().stream()
                .map((Told one) -> one.known().fingerprint() + " " + one.state().text())
                .toList();
    }

    private static Set<String> names(List<Known> known) {
        return known.stream().map(Known::fingerprint).collect(Collectors.toCollection(TreeSet::new));
    }
}
