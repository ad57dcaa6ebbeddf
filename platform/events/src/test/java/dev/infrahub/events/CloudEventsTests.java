package dev.infrahub.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.VerificationRequested;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudEventsTests {

    private static final UUID ID = UUID.fromString("0190b6b0-0000-7000-8000-000000000001");
    private static final UUID OPERATION = UUID.fromString("0190b6b0-0000-7000-8000-000000000002");
    private static final VerificationRequested VALUE = new VerificationRequested("CHG-1", "acme");
    private static final Instant TIME = Instant.parse("2026-11-28T12:00:00.123Z");

    @Test
    void headers_are_those_of_cloud_events_and_our_two() {
        assertThat(headers(Optional.of(OPERATION), Relation.ANSWERS))
                .containsExactly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", ID.toString()),
                        entry("ce_type", "dev.infrahub.plan.analyzed"),
                        entry("ce_source", "/infrahub/plan-analyzer"),
                        entry("ce_subject", "acme/network"),
                        entry("ce_time", "2026-11-28T12:00:00.123Z"),
                        entry("content-type", "application/avro"),
                        entry("correlation-id", OPERATION.toString()),
                        entry("operation-relation", "answers"));
    }

    @ParameterizedTest
    @EnumSource
    void an_event_of_no_operation_is_nothing_to_one(Relation relation) {
        assertThat(headers(Optional.empty(), relation)).doesNotContainKeys("correlation-id", "operation-relation");
    }

    @Test
    void what_starts_something_of_its_own_is_of_no_operation() {
        assertThat(headers(Optional.of(OPERATION), Relation.STARTS))
                .doesNotContainKeys("correlation-id", "operation-relation");
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWERS", "BELONGS"})
    void what_is_written_is_read(Relation relation) {
        ConsumerRecord<String, byte[]> record = record(headers(Optional.of(OPERATION), relation));

        assertThat(CloudEvents.id(record)).isEqualTo(ID);
        assertThat(CloudEvents.operation(record)).contains(OPERATION);
        assertThat(CloudEvents.isAnswer(record)).isEqualTo(relation == Relation.ANSWERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Answers", "answers ", "", "settles"})
    void another_relation_answers_nothing(String relation) {
        assertThat(CloudEvents.isAnswer(record(Map.of("operation-relation", relation))))
                .isFalse();
    }

    @Test
    void a_record_without_headers_has_an_id_of_its_place_in_the_log() {
        ConsumerRecord<String, byte[]> plain = record(Map.of());

        assertThat(CloudEvents.id(plain)).isEqualTo(CloudEvents.id(record(Map.of("ce_id", "no UUID"))));
        assertThat(CloudEvents.id(plain))
                .isNotEqualTo(CloudEvents.id(new ConsumerRecord<>("plan.submitted", 1, 43, "", new byte[0])))
                .isNotEqualTo(CloudEvents.id(new ConsumerRecord<>("plan.submitted", 2, 42, "", new byte[0])))
                .isNotEqualTo(CloudEvents.id(new ConsumerRecord<>("plan.analyzed", 1, 42, "", new byte[0])));
        assertThat(CloudEvents.operation(plain)).isEmpty();
        assertThat(CloudEvents.operation(record(Map.of("correlation-id", "no UUID"))))
                .isEmpty();
        assertThat(CloudEvents.isAnswer(plain)).isFalse();
    }

    @Test
    void an_event_settles_the_operation_that_it_answers() {
        assertThat(new Event<>(ID, "", Optional.of(OPERATION), true, VALUE).answered())
                .contains(OPERATION);
        assertThat(new Event<>(ID, "", Optional.of(OPERATION), false, VALUE).answered())
                .isEmpty();
        assertThat(new Event<>(ID, "", Optional.empty(), true, VALUE).answered())
                .isEmpty();
    }

    private static Map<String, String> headers(Optional<UUID> operation, Relation relation) {
        return CloudEvents.headers(
                ID, Topics.PLAN_ANALYZED, "acme/network", "plan-analyzer", operation, relation, TIME);
    }

    private static ConsumerRecord<String, byte[]> record(Map<String, String> headers) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("plan.submitted", 1, 42, "", new byte[0]);
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }
}
