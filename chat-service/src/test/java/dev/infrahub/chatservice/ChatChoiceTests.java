package dev.infrahub.chatservice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.chatservice.domain.Question;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ChatChoiceTests {

    @Test
    void every_question_can_be_picked_and_nothing_else() {
        assertThat(ChatChoice.PROMPT.picks().get("question"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Arrays.stream(Question.values()).map(Question::text), Stream.of("none"))
                                .toList())
                .last()
                .isEqualTo("none");
    }

    @Test
    void both_are_for_the_same_action() {
        assertThat(ChatChoice.PROMPT.action()).isEqualTo("chat");
        assertThat(ChatWords.PROMPT.action()).isEqualTo("chat");
        assertThat(ChatChoice.PROMPT.version()).isNotEqualTo(ChatWords.PROMPT.version());
    }
}
