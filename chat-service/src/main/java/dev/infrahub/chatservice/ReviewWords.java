package dev.infrahub.chatservice;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.chatservice.domain.review.Finding;
import dev.infrahub.chatservice.domain.review.Review;
import dev.infrahub.schemas.ReviewAiUse;
import dev.infrahub.schemas.ReviewRequested;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Words about what rules found in a change. No line of the change is sent: what stands in it is a stranger's.
 *
 * @param model to ask
 */
record ReviewWords(LanguageModel model) {

    private static final Prompt PROMPT = Prompt.load(ReviewWords.class, "review", 1);

    /** @param words empty where there are none */
    record Said(Optional<String> words, ReviewAiUse use) {}

    Said about(ReviewRequested asked, Review review) {
        if (!model.isOn() || review.findings().isEmpty()) {
            return new Said(Optional.empty(), new ReviewAiUse("off", null, null, 0, 0, null));
        }
        Reply reply = model.ask(new Question(
                PROMPT,
                asked.getClient(),
                asked.getTeam(),
                asked.getServiceName(),
                facts(review),
                List.of(),
                new Claims(Map.of(), null)));
        return new Said(
                reply.part("text"),
                new ReviewAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
    }

    private static List<String> facts(Review review) {
        List<String> facts = new ArrayList<>();
        facts.add("files: " + review.fileCount() + ", new lines: " + review.added() + ", removed lines: "
                + review.removed() + ", findings: " + review.findings().size());
        review.findings().forEach(finding -> facts.add(fact(finding)));
        return facts;
    }

    private static String fact(Finding finding) {
        return finding.severity().text() + ", " + finding.rule() + " at " + finding.path() + ":" + finding.line() + ": "
                + finding.what() + " " + finding.fix();
    }
}
