package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.component.ComponentFacts;
import dev.infrahub.chatservice.domain.component.Confirmed;
import dev.infrahub.chatservice.domain.component.SourceFile;
import dev.infrahub.schemas.ComponentAiUse;
import dev.infrahub.schemas.ComponentSubmitted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words about a component. What a model names beside what rules found is only told where the files have it.
 *
 * @param model to ask
 */
record ComponentWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(ComponentWords.class, "enrich", 1);

    /** What is told of a component, and what a model had to do with it. */
    record Said(
            String description,
            List<String> tags,
            List<String> dependencies,
            List<String> endpoints,
            ComponentAiUse use) {}

    Said about(ComponentSubmitted submitted, ComponentFacts facts, List<SourceFile> files) {
        if (!model.isOn()) {
            return new Said(
                    facts.description(),
                    facts.tags(),
                    facts.dependencies(),
                    facts.endpoints(),
                    new ComponentAiUse("off", null, null, 0, 0, null));
        }
        Reply reply = model.ask(question(submitted, facts));
        Confirmed confirmed = new Confirmed(files);
        return new Said(
                reply.part("description").orElseGet(facts::description),
                reply.part("tags")
                        .map(text -> confirmed.tags(facts.tags(), text))
                        .orElseGet(facts::tags),
                facts.dependencies(),
                facts.endpoints(),
                new ComponentAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
    }

    /** What the files say of themselves is a quote; what rules read from them are facts. */
    static Question question(ComponentSubmitted submitted, ComponentFacts facts) {
        return new Question(
                PROMPT,
                submitted.getClient(),
                submitted.getTeam(),
                null,
                told(facts),
                facts.said().stream().toList(),
                new Claims(Map.of(), null));
    }

    private static List<String> told(ComponentFacts facts) {
        List<String> told = new ArrayList<>();
        Optional.of(facts.shown()).filter(text -> !text.isEmpty()).ifPresent(text -> told.add("in short: " + text));
        facts.kinds().forEach(kind -> told.add("it is " + kind));
        facts.dependencies().forEach(name -> told.add("it needs " + name));
        facts.endpoints().forEach(endpoint -> told.add("it serves " + endpoint));
        facts.tags().forEach(tag -> told.add("tag " + tag));
        return told;
    }
}
