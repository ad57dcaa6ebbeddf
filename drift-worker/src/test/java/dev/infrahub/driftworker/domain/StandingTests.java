package dev.infrahub.driftworker.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.infrahub.driftworker.domain.DriftAnalysis.Status;
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
        assertThat(same.standing().open()).extracting(OpenDrift::since).containsExactly(at(1).at());
        assertThat(other.appeared()).hasSize(1);
        assertThat(other.resolved()).hasSize(1);
        assertThat(gone.resolved()).hasSize(1);
        assertThat(gone.standing().open()).isEmpty();
    }

    @Test
    void an_older_scan_and_the_same_one_change_nothing() {
        Standing known = turn(Optional.empty(), 5, drifted("a")).standing();
        assertThat(Standing.after(Optional.of(known), at(4), clean())).isEmpty();
        assertThat(Standing.after(Optional.of(known), at(5), clean())).isEmpty();
    }

    @Test
    void a_failed_scan_changes_nothing_but_that_it_failed() {
        Standing known = turn(Optional.empty(), 1, drifted("a")).standing();
        Standing.Turn turn = turn(Optional.of(known), 2, failed());
        assertThat(turn.appeared()).isEmpty();
        assertThat(turn.resolved()).isEmpty();
        assertThat(turn.standing().open()).isEqualTo(known.open());
        assertThat(turn.standing().told()).contains(at(1));
        assertThat(turn.standing().last()).isEqualTo(new Standing.Attempt(at(2), Status.INCOMPLETE));
        assertThat(DriftSummary.of(turn.standing()))
                .contains(
                        "1 resource drifted, risk low: aws_x.a (a)",
                        "did not tell all",
                        at(1).at().toString());

        Standing nothing = turn(Optional.empty(), 2, failed()).standing();
        assertThat(nothing.told()).isEmpty();
        assertThat(nothing.open()).isEmpty();
    }

    @Test
    void what_does_not_tell_all_adds_and_resolves_nothing() {
        Standing known = turn(Optional.empty(), 1, drifted("a")).standing();
        Standing.Turn turn = turn(Optional.of(known), 2, incomplete("b"));
        assertThat(turn.appeared()).hasSize(1);
        assertThat(turn.resolved()).isEmpty();
        assertThat(turn.standing().open())
                .extracting(OpenDrift::address, OpenDrift::seen)
                .containsExactly(tuple("aws_x.a", at(1)), tuple("aws_x.b", at(2)));
        assertThat(turn.standing().whole()).contains(at(1));
    }

    @Test
    void what_does_not_tell_all_is_as_new_as_it_is_when_one_that_tells_all_comes_late() {
        Standing first = turn(Optional.empty(), 1, drifted("a")).standing();
        Standing partly = turn(Optional.of(first), 3, incomplete("b")).standing();
        Standing.Turn late = turn(Optional.of(partly), 2, drifted("c"));
        assertThat(late.standing().open()).extracting(OpenDrift::address).containsExactly("aws_x.b", "aws_x.c");
        assertThat(late.resolved()).extracting(OpenDrift::address).containsExactly("aws_x.a");
        assertThat(late.standing().last()).isEqualTo(partly.last());
        assertThat(late.standing().told()).contains(at(3));
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
        assertThat(graver.standing().open()).hasSize(1);
    }

    @Test
    void whatever_the_order_of_arrival_and_however_often_it_stands_the_same() {
        Random random = new Random(20_261_129);
        for (int order = 0; order < ORDERS; order++) {
            List<Arrival> arrivals = new ArrayList<>();
            for (int hour = 0; hour < SCANS; hour++) {
                DriftAnalysis analysis = switch (random.nextInt(5)) {
                    case 0 -> clean();
                    case 1 -> failed();
                    case 2 -> incomplete("r" + random.nextInt(5));
                    default -> drifted("r" + random.nextInt(5));
                };
                arrivals.add(new Arrival(at(hour), analysis));
                arrivals.add(new Arrival(at(hour), analysis));
            }
            Standing inOrder = last(arrivals);
            Collections.shuffle(arrivals, random);
            Standing shuffled = last(arrivals);
            assertThat(shuffled.last()).isEqualTo(inOrder.last());
            assertThat(shuffled.told()).isEqualTo(inOrder.told());
            assertThat(shuffled.whole()).isEqualTo(inOrder.whole());
            assertThat(shuffled.open())
                    .extracting(OpenDrift::address, OpenDrift::seen)
                    .containsExactlyInAnyOrderElementsOf(inOrder.open().stream()
                            .map(one -> tuple(one.address(), one.seen()))
                            .toList());
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
