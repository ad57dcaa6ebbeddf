package dev.infrahub.plananalyzer;

import dev.infrahub.schemas.PlanAnalyzed;
import dev.infrahub.terraform.Plan;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** An event in the words of the tool that made the plan: whoever uses OpenTofu reads its name and runs its command. */
final class Wording {

    private static final String TITLE = Plan.Tool.TERRAFORM.title();
    private static final String COMMAND = Plan.Tool.TERRAFORM.command();

    /** Members of an event, at any depth, that hold our own sentences and commands. */
    private static final Set<String> SENTENCES =
            Set.of("summary", "limits", "notable", "detail", "mitigations", "irreversible", "preconditions");

    private static final Set<String> COMMANDS = Set.of("command");

    private static final String KEY = "[\"";

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

    private void put(SpecificRecord told) {
        for (Schema.Field field : told.getSchema().getFields()) {
            told.put(field.pos(), worded(field.name(), told.get(field.pos())));
        }
    }

    private @Nullable Object worded(String name, @Nullable Object value) {
        return switch (value) {
            case CharSequence sentence when SENTENCES.contains(name) -> said(sentence.toString());
            case CharSequence command when COMMANDS.contains(name) -> run(command.toString());
            case List<?> items -> items.stream().map(item -> worded(name, item)).toList();
            case SpecificRecord inner -> {
                put(inner);
                yield inner;
            }
            case null, default -> value;
        };
    }

    /** Where the name stands as a word, or a command begins between quotes. */
    private String said(String sentence) {
        StringBuilder said = new StringBuilder();
        int index = 0;
        while (index < sentence.length()) {
            int keyed = sentence.startsWith(KEY, index) ? endOfKey(sentence, index + KEY.length()) : index;
            if (keyed > index) {
                said.append(sentence, index, keyed);
                index = keyed;
            } else if (isWord(sentence, TITLE, index)) {
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

    /** The key of an instance is somebody else's words. */
    private static int endOfKey(String sentence, int start) {
        for (int index = start; index < sentence.length(); index++) {
            if (sentence.charAt(index) == '\\') {
                index++;
            } else if (sentence.charAt(index) == '"') {
                return index;
            }
        }
        return start;
    }

    /** What is quoted is an address; a backslash takes the next character out of the shell's quotes. */
    private String run(String command) {
        StringBuilder run = new StringBuilder();
        boolean quoted = false;
        int index = 0;
        while (index < command.length()) {
            char next = command.charAt(index);
            if (!quoted && isWord(command, COMMAND, index)) {
                run.append(tool.command());
                index += COMMAND.length();
            } else if (!quoted && next == '\\') {
                run.append(command, index, Math.min(index + 2, command.length()));
                index += 2;
            } else {
                quoted ^= next == '\'';
                run.append(next);
                index++;
            }
        }
        return run.toString();
    }

    private static boolean isWord(String text, String word, int start) {
        int end = start + word.length();
        return text.startsWith(word, start)
                && (start == 0 || " '(\n".indexOf(text.charAt(start - 1)) >= 0)
                && (end == text.length() || " ',.;:)\n".indexOf(text.charAt(end)) >= 0);
    }
}
