package dev.infrahub.plananalyzer;

import dev.infrahub.ai.Claims;
import dev.infrahub.ai.Claims.Deed;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.ai.Prompt;
import dev.infrahub.ai.Question;
import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.DiagnosisAiUse;
import dev.infrahub.schemas.DiagnosisExplanation;
import dev.infrahub.schemas.OutcomeCounts;
import dev.infrahub.schemas.PipelineDiagnosed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Words about why a pipeline failed. Where no cause was found there are none: a model would only guess one.
 *
 * @param model to ask
 */
record DiagnosisWords(LanguageModel model) {

    static final Prompt PROMPT = Prompt.load(DiagnosisWords.class, "diagnosis", 1);

    /** With words where there are some; the facts are as they were. */
    PipelineDiagnosed put(PipelineDiagnosed diagnosed) {
        if (!model.isOn() || diagnosed.getProbableCause() == null) {
            return diagnosed;
        }
        Reply reply = model.ask(question(diagnosed));
        PipelineDiagnosed.Builder worded = PipelineDiagnosed.newBuilder(diagnosed)
                .setAi(new DiagnosisAiUse(
                        reply.status(),
                        reply.provider(),
                        reply.model(),
                        reply.inputTokens(),
                        reply.outputTokens(),
                        reply.reason()));
        if (reply instanceof Reply.Used used) {
            worded.setExplanation(new DiagnosisExplanation(used.part("text").orElse(null), used.dropped()));
        }
        return worded.build();
    }

    static Question question(PipelineDiagnosed diagnosed) {
        return new Question(
                PROMPT,
                diagnosed.getClient(),
                null,
                diagnosed.getModule(),
                facts(diagnosed),
                quotes(diagnosed),
                claims(diagnosed));
    }

    private static Claims claims(PipelineDiagnosed diagnosed) {
        return new Claims(
                Map.of(Deed.DONE, diagnosed.getCounts().getDone()),
                null,
                // also where nobody knows, or only once it is mended: then it is not for a model to say
                "yes".equals(diagnosed.getRerun().getSafe()),
                Map.of());
    }

    private static List<String> facts(PipelineDiagnosed diagnosed) {
        List<String> facts = new ArrayList<>();
        facts.add("cause, " + diagnosed.getConfidence() + ": " + diagnosed.getProbableCause());
        add(facts, "command: ", diagnosed.getCommand());
        add(facts, "address: ", diagnosed.getAddress());
        add(facts, "operation: ", diagnosed.getOperation());
        add(facts, "file: ", diagnosed.getFile());
        diagnosed.getSuggestedFix().forEach(fix -> facts.add("to do: " + fix));
        facts.add("running it again, safe " + diagnosed.getRerun().getSafe() + ": "
                + diagnosed.getRerun().getReason());
        OutcomeCounts counts = diagnosed.getCounts();
        facts.add("resources: done %d, failed %d, interrupted %d, not started %d"
                .formatted(counts.getDone(), counts.getFailed(), counts.getInterrupted(), counts.getNotStarted()));
        return facts;
    }

    private static List<String> quotes(PipelineDiagnosed diagnosed) {
        return Stream.concat(
                        diagnosed.getEvidence().stream().map(line -> "line " + line.getLine() + ": " + line.getText()),
                        diagnosed.getOthers().stream()
                                .map(other -> "another failure, line " + other.getLine() + ": " + other.getMessage()))
                .toList();
    }

    private static void add(List<String> facts, String what, @Nullable String value) {
        if (value != null) {
            facts.add(what + value);
        }
    }
}
