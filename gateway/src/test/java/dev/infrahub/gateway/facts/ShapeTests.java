package dev.infrahub.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.schemas.ApprovalVerified;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ShapeTests {

    private static final JsonMapper JSON = new JsonMapper();

    private static final ObjectNode PLAN = facts(Topics.PLAN_ANALYZED.type());

    private static ObjectNode facts(Class<? extends SpecificRecord> type) {
        return Facts.json(new Generated(new Random(7), false).event(type));
    }

    private static ObjectNode plan() {
        return PLAN.deepCopy();
    }

    private static Schema<?> member(Shape shape, String name) {
        return Objects.requireNonNull(shape.schema().getProperties().get(name), name);
    }

    /** One description makes both: what it promises is what it makes. */
    private static ObjectNode both(Shape shape, ObjectNode facts) {
        JsonNode json = JSON.readTree(shape.apply(facts.toString()));
        Set<String> promised = new TreeSet<>(shape.schema().getProperties().keySet());
        assertThat(new TreeSet<>(json.propertyNames())).isEqualTo(promised);
        assertThat(promised).containsAll(new ArrayList<>(shape.schema().getRequired()));
        return (ObjectNode) json;
    }

    @Test
    void without_more_said_all_facts_are_the_answer_to_the_letter() {
        String facts = "{\"changeRequestId\" : \"CHG-1\"}";

        assertThat(Shape.of(ChangeUpdated.class).apply(facts)).isEqualTo(facts);
        both(Shape.of(PlanAnalyzed.class), plan());
    }

    @Test
    void only_some_are_kept() {
        assertThat(both(Shape.of(PlanAnalyzed.class).only("planId", "risk"), plan())
                        .propertyNames())
                .containsExactlyInAnyOrder("planId", "risk");
    }

    @Test
    void one_is_left_out() {
        assertThat(both(Shape.of(PlanAnalyzed.class).without("risk"), plan()).has("risk"))
                .isFalse();
    }

    @Test
    void the_members_of_a_member_take_its_place() {
        ObjectNode shown =
                both(Shape.of(PlanAnalyzed.class).only("planId", "risk").inlining("risk"), plan());

        assertThat(shown.has("risk")).isFalse();
        assertThat(shown.path("score")).isEqualTo(plan().path("risk").path("score"));
    }

    @Test
    void a_member_gets_another_name() {
        ObjectNode shown = both(Shape.of(PlanAnalyzed.class).renaming("module", "rootModule"), plan());

        assertThat(shown.has("module")).isFalse();
        assertThat(shown.path("rootModule")).isEqualTo(plan().path("module"));
    }

    @Test
    void a_member_is_added_that_is_made_of_the_others() {
        Shape shape = Shape.of(PlanAnalyzed.class)
                .adding("url", "Where.", json -> "/plans/" + json.path("client").asString());

        assertThat(both(shape, plan().put("client", "acme")).path("url").asString())
                .isEqualTo("/plans/acme");
        assertThat(member(shape, "url").getDescription()).isEqualTo("Where.");
    }

    @Test
    void a_member_that_is_there_already_is_described() {
        Shape shape = Shape.of(PlanAnalyzed.class).documenting("leaves", "How many.", new IntegerSchema());

        both(shape, plan().put("leaves", 3));
        assertThat(member(shape, "leaves").getType()).isEqualTo("integer");
    }

    @Test
    void a_document_in_a_text_is_shown_as_json() {
        Shape shape = Shape.of(ApprovalVerified.class).parsing("document", "approval");
        ObjectNode facts = facts(ApprovalVerified.class);

        assertThat(both(shape, facts.deepCopy().put("document", "[1]")).path("approval"))
                .isEqualTo(JSON.readTree("[1]"));
        facts.putNull("document");
        assertThat(shape.apply(facts.deepCopy()).has("approval")).isFalse();
    }

    @Test
    void an_answer_of_an_older_version_that_has_it_already_keeps_it() {
        ObjectNode answered = JSON.createObjectNode();
        answered.putArray("approval").add(1);

        assertThat(Shape.of(ApprovalVerified.class)
                        .parsing("document", "approval")
                        .apply(answered.toString()))
                .isEqualTo("{\"approval\":[1]}");
    }

    @Test
    void a_document_is_answered_to_the_letter() {
        String report = "{ \"seal\" : {} }";

        assertThat(Shape.ofDocument(ReportCompiled.class).apply(report)).isEqualTo(report);
        assertThat(Shape.ofDocument(ReportCompiled.class).schema().getProperties())
                .isEmpty();
    }
}
