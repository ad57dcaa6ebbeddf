package dev.infrahub.ai;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.output.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The door to a model of vectors: what is sent goes through policy and scrubbing, and each use is written down, as for words. */
final class EmbeddingDoor implements EmbeddingModel, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddingDoor.class);

    /** Of one call: every provider takes so many, and a document of fifty pages is few calls. */
    private static final int AT_ONCE = 64;

    /** Models read no more, and some refuse what is longer. */
    private static final int LONGEST_TEXT = 8_000;

    private final AiProperties properties;
    private final Wire wire;
    private final dev.langchain4j.model.embedding.EmbeddingModel model;
    private final Calls calls;
    private final Policies policies;
    private final Account account;
    private final Telemetry telemetry;
    private final Scrubber scrubber;
    private final Clock clock;

    EmbeddingDoor(
            AiProperties properties, Calls calls, Lookups lookups, Commits commits, Telemetry telemetry, Clock clock) {
        this.properties = properties;
        this.wire = new Wire(properties.timeout());
        this.model = properties.kind().embeddings(properties, wire.builder()).orElseThrow();
        this.calls = calls;
        this.policies = new Policies(lookups, clock);
        this.account = new Account(properties, commits, telemetry, clock);
        this.telemetry = telemetry;
        this.scrubber = new Scrubber(properties.scrubbed());
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public String name() {
        return properties.embeddingModel();
    }

    @Override
    public boolean isAllowed(Texts texts) {
        return policies.refusal(Purpose.of(texts, properties)).isEmpty();
    }

    @Override
    public Optional<List<float[]>> embed(Texts texts) {
        if (texts.texts().isEmpty()) {
            return Optional.of(List.of());
        }
        Purpose purpose = Purpose.of(texts, properties);
        Optional<String> no = policies.refusal(purpose);
        if (no.isPresent()) {
            account.note(purpose, new Use(Use.Status.BLOCKED, no.get(), Tokens.NONE, Duration.ZERO));
            return Optional.empty();
        }
        Instant start = clock.instant();
        Batches batches = new Batches();
        try {
            List<float[]> vectors =
                    telemetry.observe(purpose, () -> batches.vectors(texts.texts()), () -> batches.tokens);
            account.note(purpose, new Use(Use.Status.SUCCESS, null, batches.tokens, since(start)));
            return Optional.of(vectors);
        } catch (Calls.Failed failed) {
            log.warn("No vectors: {}", failed.reason());
            account.note(purpose, new Use(Use.Status.ERROR, failed.reason(), batches.tokens, since(start)));
            return Optional.empty();
        }
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    /** The calls for one list of texts. */
    private final class Batches {

        private Tokens tokens = Tokens.NONE;

        private List<float[]> vectors(List<String> texts) {
            List<float[]> vectors = new ArrayList<>();
            for (int from = 0; from < texts.size(); from += AT_ONCE) {
                vectors.addAll(batch(texts.subList(from, Math.min(texts.size(), from + AT_ONCE))));
            }
            long lengths = vectors.stream()
                    .mapToInt(vector -> vector.length)
                    .distinct()
                    .count();
            if (lengths != 1) {
                throw new Calls.Failed("answer.invalid", null);
            }
            return vectors;
        }

        private List<float[]> batch(List<String> texts) {
            List<TextSegment> segments =
                    texts.stream().map(text -> TextSegment.from(sent(text))).toList();
            Supplier<Response<List<Embedding>>> call = () -> model.embedAll(segments);
            Response<List<Embedding>> response = calls.make(call);
            tokens = tokens.and(Tokens.of(response.tokenUsage()));
            List<float[]> vectors = response.content().stream()
                    .map(embedding -> normal(embedding.vector()))
                    .toList();
            if (vectors.size() != texts.size()) {
                throw new Calls.Failed("answer.invalid", null);
            }
            return vectors;
        }

        private String sent(String text) {
            String scrubbed = scrubber.scrub(PromptContext.whole(text));
            String cut = scrubbed.length() <= LONGEST_TEXT ? scrubbed : scrubbed.substring(0, LONGEST_TEXT);
            // an empty text is refused
            return cut.isBlank() ? "-" : PromptContext.whole(cut);
        }
    }

    private static float[] normal(float @Nullable [] vector) {
        if (vector == null || vector.length == 0) {
            throw new Calls.Failed("answer.invalid", null);
        }
        double length = 0;
        for (float value : vector) {
            length += (double) value * value;
        }
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new Calls.Failed("answer.invalid", null);
        }
        float[] normal = new float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            normal[i] = (float) (vector[i] / Math.sqrt(length));
        }
        return normal;
    }

    @Override
    public void close() {
        wire.close();
    }
}
