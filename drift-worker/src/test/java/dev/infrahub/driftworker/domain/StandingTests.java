package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Only a newer scan that tells something replaces what is known, whatever the order of arrival. */
class StandingTests {

    private static final int SCANS = 40;
    private static final int ORDERS = 200;

    /** A scan as it arrives. */
    private record Arrival(ScanKey key, DriftAnalysis analysis) {}

    private static DriftAnalysis clean() {
        return Given.scan().change("aws_x.y", "no-op", "{}", "{}").analysed();
    }

    private static DriftAnalysis drifted(String name) {
        return Given.scan().drift("aws_x." + name, "{\"a\": 1}", "{\"a\": 2}").analysed();
    }

    private static DriftAnalysis incomplete(String name) {
        return Given.scan()
                .drift("aws_x." + name, "{\"a\": 1}", "{\"a\": 2}")
                .with("\"errored\": true")
                .analysed();
    }

    private static DriftAnalysis failed() {
        return Given.scan().with("\"errored\": true").analysed();
    }

    private static ScanKey at(int hour) {
        return new ScanKey(Given.NOW.plus(Duration.ofHours(hour)), "scan-" + hour);
    }

    private static Standing.Turn turn(Optional<Standing> before, int hour, DriftAnalysis analysis) {
        return Standing.after(before, at(hour), analysis).orElseThrow();
    }

    @Test
    void drift_is_told_when_it_appears_and_when_it_is_gone_and_not_in_between() {
        Standing.Turn first = turn(Optional.empty(), 1, drifted("a"));
        Standing.Turn same = turn(Optional.of(first.standing()), 2, drifted("a"));
        Standing.Turn other = turn(Optional.of(same.standing()), 3, drifted("b"));
        Standing.Turn gone = turn(Optional.of(other.standing()), 4, clean());
        assertThat(first.appeared()).hasSize(1);
        assertThat(same.appeared()).isEmpty();
        assertThat(same.resolved()).isEmpty();
        assertThat(same.standing().since().values()).containsExactly(at(1).at());
        assertThat(other.appeared()).hasSize(1);
        assertThat(other.resolved()).hasSize(1);
        assertThat(gone.resolved()).hasSize(1);
        assertThat(gone.standing().since()).isEmpty();
    }

    @Test
    void an_older_scan_and_the_same_one_change_nothing() {
        Standing known = turn(Optional.empty(), 5, drifted("a")).standing();
        assertThat(Standing.after(Optional.of(known), at(4), clean())).isEmpty();
        assertThat(Standing.after(Optional.of(known), at(5), clean())).isEmpty();
    }

    @Test
    void a_failed_scan_resolves_nothing() {
        Standing known = turn(Optional.empty(), 1, drifted("a")).standing();
        assertThat(Standing.after(Optional.of(known), at(2), failed())).isEmpty();
        assertThat(Standing.after(Optional.empty(), at(2), failed())).isEmpty();
    }

    @Test
    void what_does_not_tell_all_adds_and_resolves_nothing() {
        Standing known = turn(Optional.empty(), 1, drifted("a")).standing();
        Standing.Turn turn = turn(Optional.of(known), 2, incomplete("b"));
        assertThat(turn.appeared()).hasSize(1);
        assertThat(turn.resolved()).isEmpty();
        assertThat(turn.standing().since()).hasSize(2);
    }

    @Test
    void drift_that_got_graver_is_told_again() {
        Standing known = turn(
                        Optional.empty(),
                        1,
                        Given.scan()
                                .drift(
                                        "aws_security_group_rule.r",
                                        "{\"cidr_blocks\": [\"a\", \"b\"]}",
                                        "{\"cidr_blocks\": [\"a\"]}")
                                .analysed())
                .standing();
        Standing.Turn graver = turn(
                Optional.of(known),
                2,
                Given.scan()
                        .drift(
                                "aws_security_group_rule.r",
                                "{\"cidr_blocks\": [\"a\", \"b\"]}",
                                "{\"cidr_blocks\": [\"0.0.0.0/0\"]}")
                        .analysed());
        assertThat(graver.appeared()).hasSize(1);
        assertThat(graver.resolved()).isEmpty();
        assertThat(graver.standing().since()).hasSize(1);
    }

    @Test
    void whatever_the_order_of_arrival_and_however_often_the_newest_stands() {
        Random random = new Random(20_261_129);
        for (int order = 0; order < ORDERS; order++) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int hour = 0; hour < SCANS; hour++) {
                DriftAnalysis analysis = switch (random.nextInt(4)) {
                    case 0 -> clean();
                    case 1 -> failed();
                    default -> drifted("r" + random.nextInt(5));
                };
                arrivals.add(new Arrival(at(hour), analysis));
                arrivals.add(new Arrival(at(hour), analysis));
            }
            Standing inOrder = last(arrivals);
            Collections.shuffle(arrivals, random);
            Standing shuffled = last(arrivals);
            assertThat(shuffled.scan()).isEqualTo(inOrder.scan());
            assertThat(shuffled.since().keySet()).isEqualTo(inOrder.since().keySet());
        }
    }

    private static Standing last(List<Arrival> arrivals) {
        Optional<Standing> standing = Optional.empty();
        for (Arrival arrival : arrivals) {
            standing = Standing.after(standing, arrival.key(), arrival.analysis())
                    .map(Standing.Turn::standing)
                    .or(standingOf(standing));
        }
        return standing.orElseThrow();
    }

    private static java.util.function.Supplier<Optional<Standing>> standingOf(Optional<Standing> standing) {
        return () -> standing;
    }

    @Test
    void a_plan_is_as_old_as_it_says_and_never_from_the_future() {
        Instant handedIn = Given.NOW;
        DriftAnalysis older = Given.scan()
                .change("aws_x.y", "no-op", "{}", "{}")
                .with("\"timestamp\": \"2026-11-29T10:00:00Z\"")
                .analysed();
        DriftAnalysis future = Given.scan()
                .change("aws_x.y", "no-op", "{}", "{}")
                .with("\"timestamp\": \"2036-11-29T10:00:00Z\"")
                .analysed();
        assertThat(ScanKey.of(older, handedIn, "1").at()).isEqualTo(Instant.parse("2026-11-29T10:00:00Z"));
        assertThat(ScanKey.of(future, handedIn, "1").at()).isEqualTo(handedIn);
        assertThat(ScanKey.of(clean(), handedIn, "1").at()).isEqualTo(handedIn);
    }
}
