package dev.infrahub.driftworker;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.DriftAiUse;
import dev.infrahub.schemas.DriftAnalyzed;
import dev.infrahub.schemas.DriftExplanation;
import dev.infrahub.schemas.DriftedAttribute;
import dev.infrahub.schemas.DriftedResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Words about drift that somebody has to look at. Of values only what a reason of the risk says is sent, such as a port.
 *
 * @param model to ask
 */
record DriftWords(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(DriftWords.class, "drift-analysis", 1);

    /** The risk where there is none is no level. */
    private static final String NO_RISK = "none";

    /** The same event, with words where there are some; its facts are as they were. In place: what drifted may be much. */
    DriftAnalyzed put(DriftAnalyzed analyzed) {
        if (!model.isOn() || !analyzed.getDriftDetected()) {
            return analyzed;
        }
        Reply reply = model.ask(question(analyzed));
        analyzed.put(
                "ai",
                new DriftAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
        if (reply instanceof Reply.Used used) {
            analyzed.put("explanation", new DriftExplanation(used.part("text").orElse(null), used.dropped()));
        }
        return analyzed;
    }

    static Question question(DriftAnalyzed analyzed) {
        return new Question(
                PROMPT,
                analyzed.getClient(),
                analyzed.getTeam(),
                analyzed.getModule(),
                facts(analyzed),
                List.of(),
                new Claims(Map.of(), level(analyzed)));
    }

    private static @Nullable String level(DriftAnalyzed analyzed) {
        return NO_RISK.equals(analyzed.getRisk()) ? null : analyzed.getRisk();
    }

    private static List<String> facts(DriftAnalyzed analyzed) {
        List<String> facts = new ArrayList<>();
        facts.add("module " + analyzed.getModule() + ", risk " + analyzed.getRisk() + ", resources that drifted: "
                + analyzed.getResourceCount());
        analyzed.getResources().forEach(resource -> addResource(resource, facts));
        analyzed.getPending()
                .forEach(pending -> facts.add("never applied: " + pending.getAction() + " " + pending.getAddress()));
        analyzed.getLimits().forEach(limit -> facts.add("not told by the scan: " + limit));
        return facts;
    }

    private static void addResource(DriftedResource resource, List<String> facts) {
        String attributes =
                resource.getAttributes().stream().map(DriftedAttribute::getPath).collect(Collectors.joining(", "));
        facts.add(resource.getAddress() + " was " + resource.getChange()
                + (attributes.isEmpty() ? "" : " (" + attributes + ")") + ", risk " + resource.getRisk() + ": "
                + resource.getCauseDetail());
        resource.getReasons().forEach(reason -> facts.add("reason, " + reason.getRisk() + ": " + reason.getDetail()));
        resource.getOptions().stream()
                .limit(1)
                .forEach(option -> facts.add("advised: " + option.getAction() + ", " + option.getDetail()));
    }
}
