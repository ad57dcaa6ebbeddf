package dev.infrahub.gateway.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.terraform.PlanDifference.Deed;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanDifferenceTests {

    private static final Deed DATABASE = new Deed("aws_db_instance.orders", "update", List.of("engine_version"));
    private static final Deed BUCKET = new Deed("aws_s3_bucket.logs", "create", List.of());

    @Test
    void plans_that_do_the_same_to_the_same_resources_do_not_differ_in_any_order() {
        assertThat(PlanDifference.between(List.of(DATABASE, BUCKET), List.of(BUCKET, DATABASE)))
                .isEmpty();
    }

    @Test
    void what_is_not_done_any_more_is_told_and_what_was_never_approved() {
        Deed queue = new Deed("aws_sqs_queue.jobs", "delete", List.of());
        assertThat(PlanDifference.between(List.of(DATABASE, BUCKET), List.of(DATABASE, queue)))
                .containsExactly(
                        "aws_s3_bucket.logs: approved is create, this plan leaves it alone",
                        "aws_sqs_queue.jobs: this plan does delete, which is not approved");
    }

    @Test
    void another_action_is_told_with_both() {
        assertThat(PlanDifference.between(
                        List.of(DATABASE), List.of(new Deed(DATABASE.address(), "replace", List.of("engine_version")))))
                .containsExactly("aws_db_instance.orders: approved is update, this plan does replace");
    }

    @Test
    void other_attributes_are_told_on_either_side() {
        Deed other = new Deed(DATABASE.address(), "update", List.of("publicly_accessible"));
        assertThat(PlanDifference.between(List.of(DATABASE), List.of(other)))
                .containsExactly(
                        "aws_db_instance.orders: this plan changes publicly_accessible, which is not approved",
                        "aws_db_instance.orders: approved is a change of engine_version, not in this plan");
    }
}
