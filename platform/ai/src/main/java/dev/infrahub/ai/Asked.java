package dev.infrahub.ai;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A conversation of one question: the answer, and where that is not what was asked for, one more try. */
final class Asked {

    /** Many times what it is asked for. What is longer is none, and is not sent back to be mended. */
    private static final int LONGEST_ANSWER = 16_384;

    private final ChatModel model;
    private final Calls calls;
    private final Prompt prompt;
    private final List<ChatMessage> messages = new ArrayList<>();
    private Tokens tokens = Tokens.NONE;

    Asked(ChatModel model, Calls calls, Prompt prompt, PromptContext context) {
        this.model = model;
        this.calls = calls;
        this.prompt = prompt;
        messages.add(SystemMessage.from(prompt.instructions()));
        messages.add(UserMessage.from(context.text()));
    }

    /** What was sent and received so far. */
    Tokens tokens() {
        return tokens;
    }

    /**
     * The parts of the answer.
     *
     * @param isTime whether there is time for another try
     * @throws Calls.Failed without an answer that is what was asked for
     */
    Map<String, String> parts(BooleanSupplier isTime) {
        Optional<String> answer = answer();
        return parts(answer)
                .or(() -> isTime.getAsBoolean() ? repaired(answer) : Optional.empty())
                .orElseThrow(() -> new Calls.Failed("answer.invalid", null));
    }

    private Optional<Map<String, String>> repaired(Optional<String> answer) {
        answer.ifPresent(text -> messages.add(AiMessage.from(text)));
        messages.add(UserMessage.from(
                "That was not the JSON object that was asked for. Answer again: one JSON object with exactly"
                        + " the members " + String.join(", ", prompt.parts().keySet())
                        + ", each a string, and nothing around it."));
        return parts(answer());
    }

    private Optional<Map<String, String>> parts(Optional<String> answer) {
        return answer.flatMap(text -> Parts.of(text, prompt.parts().keySet()))
                .filter(parts ->
                        parts.entrySet().stream().allMatch(part -> prompt.allows(part.getKey(), part.getValue())));
    }

    private Optional<String> answer() {
        ChatRequest request = ChatRequest.builder()
                .messages(messages)
                .responseFormat(ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(prompt.schema())
                        .build())
                .maxOutputTokens(prompt.outputTokens())
                .temperature(0.0)
                .build();
        Supplier<ChatResponse> call = () -> model.chat(request);
        ChatResponse response = calls.make(call);
        tokens = tokens.and(Tokens.of(response.tokenUsage()));
        return Optional.ofNullable(response.aiMessage().text())
                .filter(text -> !text.isBlank() && text.length() <= LONGEST_ANSWER);
    }
}
