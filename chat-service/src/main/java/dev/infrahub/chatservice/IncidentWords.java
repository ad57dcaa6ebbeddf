package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.incident.Analysis;
import dev.infrahub.schemas.IncidentAiUse;
import dev.infrahub.schemas.IncidentReported;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Words about an incident whose cause is known; where it is not, nobody puts one into words.
 *
 * @param model to ask
 */
record IncidentWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(IncidentWords.class, "incident", 1);

    /** The analysis as Markdown, and what a model had to do with it. */
    record Said(String analysis, IncidentAiUse use) {}

    Said about(IncidentReported reported, Analysis analysis) {
        if (!model.isOn() || !analysis.isConclusive()) {
            return new Said(analysis.markdown(), new IncidentAiUse("off", null, null, 0, 0, null));
        }
        Reply reply = model.ask(question(reported, analysis));
        return new Said(
                reply.part("text").map(analysis::withWords).orElse(analysis).markdown(),
                new IncidentAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
    }

    static Question question(IncidentReported reported, Analysis analysis) {
        return new Question(
                PROMPT,
                reported.getClient(),
                reported.getTeam(),
                reported.getServiceName(),
                facts(analysis),
                quotes(analysis),
                new Claims(Map.of(), null));
    }

    private static List<String> facts(Analysis analysis) {
        List<String> facts = new ArrayList<>();
        facts.add(analysis.cause());
        analysis.actions().forEach(one -> facts.add("advised: " + one));
        return facts;
    }

    /** Lines of the errors, names and deployments are what whoever reported it says. */
    private static List<String> quotes(Analysis analysis) {
        List<String> quotes = new ArrayList<>();
        analysis.evidence().forEach(one -> quotes.add("evidence: " + one));
        analysis.related().forEach(one -> quotes.add("related: " + one));
        return quotes;
    }
}
