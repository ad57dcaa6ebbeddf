package dev.infrahub.ai;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel.OpenAiChatModelBuilder;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel.OpenAiEmbeddingModelBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whose protocol is spoken. */
enum Provider {
    /** Also of Scaleway, Mistral, vLLM, Ollama and many more. */
    OPENAI("https://api.openai.com/v1") {
        @Override
        ChatModel model(AiProperties properties, HttpClientBuilder wire) {
            return chat(properties, wire)
                    .baseUrl(base(properties))
                    .apiKey(orNull(properties.key()))
                    .build();
        }

        @Override
        Optional<EmbeddingModel> embeddings(AiProperties properties, HttpClientBuilder wire) {
            return Optional.of(vectors(properties, wire)
                    .baseUrl(base(properties))
                    .apiKey(orNull(properties.key()))
                    .build());
        }
    },
    /** Its API of version 1, which is OpenAI's with a header of its own. */
    AZURE("") {
        @Override
        ChatModel model(AiProperties properties, HttpClientBuilder wire) {
            return chat(properties, wire)
                    .baseUrl(path(properties))
                    .customHeaders(Map.of("api-key", properties.key()))
                    .build();
        }

        @Override
        Optional<EmbeddingModel> embeddings(AiProperties properties, HttpClientBuilder wire) {
            return Optional.of(vectors(properties, wire)
                    .baseUrl(path(properties))
                    .customHeaders(Map.of("api-key", properties.key()))
                    .build());
        }

        private String path(AiProperties properties) {
            String base = base(properties);
            return base.endsWith(AZURE_PATH) ? base : base + AZURE_PATH;
        }
    },
    ANTHROPIC("https://api.anthropic.com/v1") {
        @Override
        ChatModel model(AiProperties properties, HttpClientBuilder wire) {
            return AnthropicChatModel.builder()
                    .httpClientBuilder(wire)
                    .baseUrl(base(properties))
                    .apiKey(properties.key())
                    .modelName(properties.chatModel())
                    .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    .timeout(properties.timeout())
                    .maxRetries(0)
                    .build();
        }

        @Override
        Optional<EmbeddingModel> embeddings(AiProperties properties, HttpClientBuilder wire) {
            return Optional.empty();
        }
    };

    private static final String AZURE_PATH = "/openai/v1";

    private final String home;

    Provider(String home) {
        this.home = home;
    }

    /** What makes vectors; empty where it has no such model. */
    abstract Optional<EmbeddingModel> embeddings(AiProperties properties, HttpClientBuilder wire);

    /** @param wire what its client sends over */
    abstract ChatModel model(AiProperties properties, HttpClientBuilder wire);

    /** As it is configured and told, for example {@code openai}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Provider> of(String text) {
        return Arrays.stream(values())
                .filter(provider -> provider.text().equals(text))
                .findFirst();
    }

    String base(AiProperties properties) {
        String base = properties.endpoint().isEmpty() ? home : properties.endpoint();
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }

    /** Without the capability an answer of another form is taken as one, now and then. */
    private static OpenAiChatModelBuilder chat(AiProperties properties, HttpClientBuilder wire) {
        return OpenAiChatModel.builder()
                .httpClientBuilder(wire)
                .modelName(properties.chatModel())
                .supportedCapabilities(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                .strictJsonSchema(true)
                .timeout(properties.timeout())
                .maxRetries(0);
    }

    private static OpenAiEmbeddingModelBuilder vectors(AiProperties properties, HttpClientBuilder wire) {
        return OpenAiEmbeddingModel.builder()
                .httpClientBuilder(wire)
                .modelName(properties.embeddingModel())
                .encodingFormat("float")
                .timeout(properties.timeout())
                .maxRetries(0);
    }

    private static @Nullable String orNull(String key) {
        return key.isEmpty() ? null : key;
    }
}
