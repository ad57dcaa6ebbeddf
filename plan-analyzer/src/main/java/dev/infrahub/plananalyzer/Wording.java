package dev.infrahub.plananalyzer;

import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.schemas.PlannedResource;
import dev.infrahub.schemas.RiskReason;
import dev.infrahub.schemas.RollbackStep;
import dev.infrahub.terraform.Plan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event in the words of the tool that made the plan: whoever uses OpenTofu reads its name and runs its command. */
final class Wording {

    private static final String TITLE = Plan.Tool.TERRAFORM.title();
    private static final String COMMAND = Plan.Tool.TERRAFORM.command();

    private final Plan.Tool tool;

    private Wording(Plan.Tool tool) {
        this.tool = tool;
    }

    /** The same event, which is changed. */
    static PlanAnalyzed of(Plan.Tool tool, PlanAnalyzed event) {
        if (tool != Plan.Tool.TERRAFORM) {
            new Wording(tool).put(event);
        }
        return event;
    }

    private void put(PlanAnalyzed event) {
        event.setSummary(said(event.getSummary()));
        event.setLimits(said(event.getLimits()));
        event.getResources().forEach(this::put);
        event.getRisk().getReasons().forEach(this::put);
        event.getRisk().getStanding().forEach(this::put);
        event.getRisk().setMitigations(said(event.getRisk().getMitigations()));
        event.getRollback().getSteps().forEach(this::put);
        event.getRollback().getWhole().forEach(this::put);
        event.getRollback().setIrreversible(said(event.getRollback().getIrreversible()));
        event.getRollback().setPreconditions(said(event.getRollback().getPreconditions()));
    }

    private void put(PlannedResource resource) {
        String notable = resource.getNotable();
        resource.setNotable(notable == null ? null : said(notable));
    }

    private void put(RiskReason reason) {
        reason.setDetail(said(reason.getDetail()));
    }

    private void put(RollbackStep step) {
        step.setDetail(said(step.getDetail()));
        step.setCommand(run(step.getCommand()));
    }

    private List<String> said(List<String> sentences) {
        return sentences.stream().map(this::said).toList();
    }

    /** Where the name stands as a word, or a command begins between quotes; the names of resources stay as they are. */
    private String said(String sentence) {
        StringBuilder said = new StringBuilder();
        int index = 0;
        while (index < sentence.length()) {
            if (isWord(sentence, TITLE, index)) {
                said.append(tool.title());
                index += TITLE.length();
            } else if (isWord(sentence, COMMAND, index) && index > 0 && sentence.charAt(index - 1) == '\'') {
                said.append(tool.command());
                index += COMMAND.length();
            } else {
                said.append(sentence.charAt(index++));
            }
        }
        return said.toString();
    }

    /** What is quoted is the address of a resource. */
    private @Nullable String run(@Nullable String command) {
        if (command == null) {
            return null;
        }
        StringBuilder run = new StringBuilder();
        boolean quoted = false;
        int index = 0;
        while (index < command.length()) {
            if (!quoted && isWord(command, COMMAND, index)) {
                run.append(tool.command());
                index += COMMAND.length();
            } else {
                quoted ^= command.charAt(index) == '\'';
                run.append(command.charAt(index++));
            }
        }
        return run.toString();
    }

    private static boolean isWord(String text, String word, int start) {
        int end = start + word.length();
        return text.startsWith(word, start)
                && (start == 0 || " '(".indexOf(text.charAt(start - 1)) >= 0)
                && (end == text.length() || " ',.;:)".indexOf(text.charAt(end)) >= 0);
    }
}
