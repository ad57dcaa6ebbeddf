package dev.infrahub.ai;

import dev.infrahub.events.Commits;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Outage;
import dev.infrahub.events.Write;
import dev.infrahub.faults.Fault;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Digest;
import dev.langchain4j.model.chat.ChatModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to a model. A question goes through policy, scrubbing and budget; the answer through its schema, and
 * sentence by sentence through what it was told. Each use is written down, whatever became of it.
 */
final class Door implements LanguageModel, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private final AiProperties properties;
    private final ChatModel model;
    private final Wire wire;
    private final Calls calls;
    private final Lookups lookups;
    private final Policies policies;
    private final Account account;
    private final Telemetry telemetry;
    private final Clock clock;

    Door(AiProperties properties, Calls calls, Lookups lookups, Commits commits, Telemetry telemetry, Clock clock) {
        this.properties = properties;
        this.wire = new Wire(properties.timeout());
        this.model = properties.kind().model(properties, wire.builder());
        this.calls = calls;
        this.lookups = lookups;
        this.policies = new Policies(lookups, clock);
        this.account = new Account(properties, commits, telemetry, clock);
        this.telemetry = telemetry;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    /**
     * Whoever asks is answered, whatever is wrong here.
     *
     * @throws Outage where Postgres is away, as does {@link Fault}: nobody gets on without it
     */
    @Override
    public Reply ask(Question question) {
        try {
            return judged(question);
        } catch (Outage | Fault away) {
            throw away;
        } catch (RuntimeException bug) {
            // Messages repeat values.
            log.error("No words for {}: {}", question.prompt().action(), place(bug));
            return new Reply.Unavailable("internal");
        }
    }

    private static String place(RuntimeException bug) {
        return bug.getClass().getName()
                + Arrays.stream(bug.getStackTrace())
                        .filter(frame -> frame.getClassName().startsWith("dev.infrahub."))
                        .findFirst()
                        .map(frame -> " at " + frame)
                        .orElse("");
    }

    private Reply judged(Question question) {
        Purpose purpose = Purpose.of(question, properties);
        List<Policy> fitting = policies.of(purpose);
        if (!Policies.allow(fitting)) {
            return blocked(question, Policies.DISABLED);
        }
        PromptContext context = PromptContext.of(question, properties);
        String digest = digest(question, context);
        Optional<Map<String, String>> before =
                Answers.find(lookups, digest, clock.instant().minus(properties.keepAnswers()));
        if (before.isPresent()) {
            note(question, new Use(Use.Status.STORED, null, Tokens.NONE, Duration.ZERO));
            return held(question, context, before.get(), Tokens.NONE);
        }
        return policies.exhausted(fitting)
                .<Reply>map(reason -> blocked(question, reason))
                .orElseGet(() -> answered(question, context, digest));
    }

    private Reply blocked(Question question, String reason) {
        note(question, new Use(Use.Status.BLOCKED, reason, Tokens.NONE, Duration.ZERO));
        return new Reply.Blocked(reason);
    }

    private Reply answered(Question question, PromptContext context, String digest) {
        Asked asked = new Asked(model, calls, question.prompt(), context);
        Instant start = clock.instant();
        try {
            Map<String, String> parts = telemetry.observe(
                    Purpose.of(question, properties), () -> asked.parts(() -> isWithin(start)), asked::tokens);
            note(
                    question,
                    new Use(Use.Status.SUCCESS, null, asked.tokens(), since(start)),
                    Answers.keep(digest, question.client(), parts, clock.instant()));
            return held(question, context, parts, asked.tokens());
        } catch (Calls.Failed failed) {
            log.warn("No words for {}: {}", question.prompt().action(), failed.reason());
            note(question, new Use(Use.Status.ERROR, failed.reason(), asked.tokens(), since(start)));
            return new Reply.Unavailable(failed.reason());
        }
    }

    private boolean isWithin(Instant start) {
        return since(start).compareTo(properties.timeout()) < 0;
    }

    private Duration since(Instant start) {
        return Duration.between(start, clock.instant());
    }

    private Reply held(Question question, PromptContext context, Map<String, String> parts, Tokens tokens) {
        Words words = new Words(question.prompt(), context, question.claims());
        Map<String, String> kept = new LinkedHashMap<>();
        List<String> dropped = new ArrayList<>();
        parts.forEach((name, text) -> {
            if (question.prompt().isOfWords(name)) {
                Words.Held held = words.hold(text);
                held.text().ifPresent(whole -> kept.put(name, whole));
                dropped.addAll(held.dropped());
            } else {
                kept.put(name, text);
            }
        });
        return new Reply.Used(
                properties.provider(), properties.chatModel(), kept, dropped, tokens.input(), tokens.output());
    }

    /** Of all that decides what is answered. Two clients share nothing. */
    private String digest(Question question, PromptContext context) {
        Prompt prompt = question.prompt();
        return Digest.of(new Json()
                .with("client", question.client())
                .with("provider", properties.provider())
                .with("endpoint", properties.endpoint())
                .with("model", properties.chatModel())
                .with("prompt", prompt.version())
                .with("instructions", prompt.instructions())
                .with("parts", prompt.parts().toString())
                .with("picks", new TreeMap<>(prompt.picks()).toString())
                .with("context", context.text())
                .text());
    }

    private void note(Question question, Use use, Write... more) {
        account.note(Purpose.of(question, properties), use, more);
    }

    @Override
    public void close() {
        wire.close();
    }
}
