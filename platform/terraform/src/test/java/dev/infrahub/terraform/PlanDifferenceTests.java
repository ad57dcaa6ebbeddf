package dev.infrahub.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanDifferenceTests {

    private static final Deed DATABASE = deed("aws_db_instance.orders", "update", "engine_version=16");
    private static final Deed BUCKET = deed("aws_s3_bucket.logs", "create");
    private static final Deed INVOKED = deed("action.aws_lambda_invoke.migrate", "invoke", "payload=1");

    private static Deed deed(String subject, String action, String... details) {
        List<Deed.Detail> told = Stream.of(details)
                .map(detail -> new Deed.Detail(detail.replaceFirst("=.*", ""), detail.replaceFirst(".*=", "")))
                .toList();
        return new Deed(subject, action, subject + action + told, told);
    }

    @Test
    void plansThatDoTheSameDoNotDifferInAnyOrder() {
        assertThat(PlanDifference.between(List.of(DATABASE, BUCKET), List.of(BUCKET, DATABASE)))
                .isEmpty();
    }

    @Test
    void whatIsNotDoneAnyMoreIsToldAndWhatWasNeverApproved() {
        Deed queue = deed("aws_sqs_queue.jobs", "delete");
        assertThat(PlanDifference.between(List.of(DATABASE, BUCKET), List.of(DATABASE, queue)))
                .containsExactly(
                        "aws_s3_bucket.logs: approved is create, which this plan does not do",
                        "aws_sqs_queue.jobs: this plan does delete, which is not approved");
    }

    @Test
    void anotherActionIsToldWithBoth() {
        assertThat(PlanDifference.between(
                        List.of(DATABASE), List.of(deed(DATABASE.subject(), "replace", "engine_version=16"))))
                .containsExactly("aws_db_instance.orders: approved is update, this plan does replace");
    }

    @Test
    void otherDetailsAreToldOnEitherSideAndOtherValuesByName() {
        Deed other = deed(DATABASE.subject(), "update", "publicly_accessible=true");
        assertThat(PlanDifference.between(List.of(DATABASE), List.of(other)))
                .containsExactly(
                        "aws_db_instance.orders: this plan says publicly_accessible, which is not approved",
                        "aws_db_instance.orders: approved is engine_version, not in this plan");
        assertThat(PlanDifference.between(
                        List.of(DATABASE), List.of(deed(DATABASE.subject(), "update", "engine_version=17"))))
                .containsExactly("aws_db_instance.orders: another value of engine_version than approved");
        assertThat(PlanDifference.between(
                        List.of(new Deed("a.b", "create", "1", List.of())),
                        List.of(new Deed("a.b", "create", "2", List.of()))))
                .as("of a plan with too many details")
                .containsExactly("a.b: other values than approved");
    }

    @Test
    void whatIsDoneTwiceIsNotDoneOnce() {
        assertThat(PlanDifference.between(List.of(INVOKED), List.of(INVOKED, INVOKED)))
                .containsExactly("action.aws_lambda_invoke.migrate: this plan does invoke, which is not approved");
        assertThat(PlanDifference.between(List.of(INVOKED, INVOKED), List.of(INVOKED)))
                .containsExactly("action.aws_lambda_invoke.migrate: approved is invoke, which this plan does not do");
    }
}
