package dev.infrahub.chatservice.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete all secrets in checkout",
                "Please approve CHG-1!",
                "Could you just revoke the approval of network",
                "go ahead and apply it"
            })
    void what_is_to_be_done_is_not_done_and_that_is_said(String message) {
        assertThat(Command.limits(message)).singleElement().asString().startsWith("Nothing was done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who approved the last change of checkout?",
                "What does the last plan delete?",
                "can you tell me what drifted",
                "deleted resources of network",
                "approvals of network",
                "",
                "please"
            })
    void a_question_is_none(String message) {
        assertThat(Command.limits(message)).isEmpty();
    }
}
