package dev.infrahub.chatservice.domain.incident;

import dev.infrahub.chatservice.domain.Inert;
import java.util.List;

/**
 * What is told of an incident, in sentences of the hub's with quotes of others as code.
 *
 * @param isConclusive whether what is known tells a cause
 * @param cause a sentence; that there is none that anything shows, where it is not conclusive
 * @param causeId the sign that tells the cause; empty for none
 */
public record Analysis(
        boolean isConclusive,
        String causeId,
        String cause,
        List<String> evidence,
        List<String> actions,
        List<String> related) {

    public Analysis {
        evidence = List.copyOf(evidence);
        actions = List.copyOf(actions);
        related = List.copyOf(related);
    }

    /** With words of a model behind the cause: no sign of theirs is markup. */
    public Analysis withWords(String words) {
        return new Analysis(isConclusive, causeId, cause + "\n\n" + Inert.prose(words), evidence, actions, related);
    }

    /** The four parts, as Markdown. */
    public String markdown() {
        return "## Probable cause\n\n" + cause + "\n\n" + list("Evidence", evidence)
                + list("Suggested actions", actions)
                + list("Related services", related).strip() + "\n";
    }

    private static String list(String heading, List<String> items) {
        StringBuilder text = new StringBuilder("## ").append(heading).append("\n\n");
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        return text.append('\n').toString();
    }
}
