package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.Limit;
import dev.infrahub.json.Limits;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text that {@code terraform plan} prints for people, with colours, CI prefixes and several plans in one log.
 * What the text does not tell is not guessed but listed in {@link Plan#limits()}.
 */
public final class PlanTextReader {

    private static final String VALUES_LIMIT = "Read from the text of 'terraform plan', which this reader takes no"
            + " attribute values from: rules about values (network, access, encryption, protection) did not run.";
    private static final String REFERENCES_LIMIT =
            "The text does not tell which resource refers to which: order and dependents are not known.";
    private static final String DRIFT_LIMIT =
            "The text shows only the drift that Terraform holds responsible for a change, not all of it.";

    private static final Pattern OUTPUT = Pattern.compile("\\s*([+~!-]) ([\\w-]+)\\s*= ?(.*)");
    private static final Pattern BLOCK = Pattern.compile("\\s*(?:[-+~!./<=]+ +)?((?:resource|data) \").*");
    private static final Pattern ATTRIBUTE = Pattern.compile("\\s*(?:[+~!-]|-/\\+|\\+/-) ([\\w-]+)\\s*(?:[={].*)?");
    private static final List<String> NOTHING_TO_DO =
            List.of("No changes.", "This is a refresh-only plan", "You can apply this plan to save");
    private static final int ATTRIBUTE_INDENT = 4;
    private static final int BYTES_A_CHANGE = 1024;

    private final List<ResourceChange> changes = new ArrayList<>();
    private final List<ResourceChange> drift = new ArrayList<>();
    private final List<OutputChange> outputs = new ArrayList<>();
    private final TextTotals totals = new TextTotals();
    private boolean recognised;
    private boolean saysNoChanges;
    private boolean sawError;
    private boolean erroredPlan;
    private boolean sawText;
    private boolean sawJson;

    private @Nullable TextHeading heading;
    private final Set<String> attributes = new TreeSet<>();
    private final Set<String> forcing = new LinkedHashSet<>();
    private int blockColumn;
    private @Nullable String attribute;
    private boolean inOutputs;
    private int outputColumn;

    private PlanTextReader() {}

    /**
     * Reads a plan's text. An {@link java.io.IOException} of the stream comes out as
     * {@link java.io.UncheckedIOException}.
     *
     * @throws NotAPlan where no plan can be recognised in it
     */
    public static Plan read(InputStream in) {
        return read(in, (_, _) -> {});
    }

    /** Reads a plan's text and shows each resource change; its values are unknown. */
    public static Plan read(InputStream in, ChangeVisitor visitor) {
        PlanTextReader reader = new PlanTextReader();
        TextLines.each(in, reader::readLine);
        reader.endBlock();
        Plan plan = reader.plan();
        plan.changes().forEach(change -> visitor.visit(change, ChangeValues.UNKNOWN));
        plan.drift().forEach(change -> visitor.visitDrift(change, ChangeValues.UNKNOWN));
        return plan;
    }

    private void readLine(String line) {
        sawJson |= !sawText && line.startsWith("{");
        sawText |= !line.isBlank();
        TextHeading.of(line).ifPresentOrElse(this::startBlock, () -> readOther(line));
    }

    private void readOther(String line) {
        if (heading != null && blockColumn >= 0 && !line.isEmpty() && Character.isLetter(line.charAt(0))) {
            endBlock();
        }
        if (totals.add(line)) {
            recognised = true;
            endBlock();
        } else if (line.stripLeading().equals("Changes to Outputs:")) {
            recognised = true;
            endBlock();
            inOutputs = true;
        } else if (inOutputs) {
            readOutput(line);
        } else if (heading != null) {
            readBlock(heading, line);
        }
        readMarks(line);
    }

    private void readMarks(String line) {
        if (heading == null) {
            saysNoChanges |= saysNoChanges(line);
            sawError |= words(line).startsWith("Error: ");
        }
        erroredPlan |= line.contains("but then encountered a problem");
        recognised |= saysNoChanges || erroredPlan || announces(line);
    }

    private static boolean announces(String line) {
        return line.contains("will perform the following actions") || line.contains("planned the following actions");
    }

    private static boolean saysNoChanges(String line) {
        String words = words(line);
        return NOTHING_TO_DO.stream().anyMatch(words::startsWith);
    }

    /** Behind what frames and bullets there are. */
    private static String words(String line) {
        int start = 0;
        while (start < line.length() && !isWordPart(line.charAt(start))) {
            start++;
        }
        return line.substring(start);
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Identifier.isDigit(c) || c == '_';
    }

    private void startBlock(TextHeading next) {
        endBlock();
        recognised = true;
        heading = next;
        blockColumn = -1;
    }

    private void endBlock() {
        if (heading != null) {
            boolean both = heading.action() == Action.UPDATE || heading.action() == Action.REPLACE;
            ResourceChange change =
                    heading.change(both ? List.copyOf(attributes) : List.of(), both ? List.copyOf(forcing) : List.of());
            countChange();
            (heading.drift() ? drift : changes).add(change);
        }
        heading = null;
        attribute = null;
        attributes.clear();
        forcing.clear();
        inOutputs = false;
        outputColumn = -1;
    }

    private void countChange() {
        int most = Limits.OF_PLANS.changes();
        if (changes.size() + drift.size() + outputs.size() == most) {
            throw NotAPlan.beyond(Limit.CHANGES.beyond(most), "text", Optional.empty());
        }
        Allowance.current().hold(BYTES_A_CHANGE);
    }

    private void readBlock(TextHeading current, String line) {
        if (blockColumn >= 0) {
            readAttribute(line);
            return;
        }
        Matcher block = BLOCK.matcher(line);
        if (block.matches()) {
            blockColumn = block.start(1);
        } else {
            heading = current.with(line);
        }
    }

    private static boolean begins(String line, String signs) {
        String text = line.stripLeading();
        return !text.isEmpty() && signs.indexOf(text.charAt(0)) >= 0;
    }

    /** Nested lines, lines of a multi-line string too, stand further to the right. */
    private void readAttribute(String line) {
        Matcher matcher = ATTRIBUTE.matcher(line);
        if (begins(line, "+~!-") && matcher.matches() && matcher.start(1) == blockColumn + ATTRIBUTE_INDENT) {
            attribute = matcher.group(1);
            attributes.add(attribute);
        }
        if (attribute != null && line.endsWith("# forces replacement")) {
            forcing.add(attribute);
        }
    }

    private void readOutput(String line) {
        Matcher matcher = OUTPUT.matcher(line);
        if (!begins(line, "+~!-") || !matcher.matches()) {
            return;
        }
        if (outputColumn < 0) {
            outputColumn = matcher.start(1);
        }
        if (matcher.start(1) == outputColumn) {
            Action action = switch (matcher.group(1)) {
                case "+" -> Action.CREATE;
                case "-" -> Action.DELETE;
                default -> Action.UPDATE;
            };
            countChange();
            outputs.add(
                    new OutputChange(matcher.group(2), action, matcher.group(3).startsWith("(sensitive value)")));
        }
    }

    private Plan plan() {
        if (!recognised) {
            throw notAPlan();
        }
        ChangeCounts shown = ChangeCounts.of(changes, drift);
        boolean cut = totals.exceed(shown) || (!totals.seen() && !saysNoChanges);
        return new Plan(
                Plan.Format.TEXT,
                Plan.Tool.TERRAFORM,
                null,
                null,
                totals.complete(shown),
                changes,
                outputs,
                drift,
                erroredPlan,
                !cut,
                cut,
                List.of(),
                List.of(),
                ReferenceGraph.NONE,
                limits(shown, cut));
    }

    private NotAPlan notAPlan() {
        if (!sawText) {
            return new NotAPlan(NotAPlan.EMPTY, "nothing");
        }
        if (sawJson) {
            return NotAPlan.unreadable("JSON, where the text of 'terraform plan' was expected");
        }
        return NotAPlan.unreadable(
                sawError ? "an error message without a plan" : "text in which no Terraform plan can be recognised");
    }

    private List<String> limits(ChangeCounts shown, boolean cut) {
        List<String> limits = new ArrayList<>(List.of(VALUES_LIMIT, REFERENCES_LIMIT, DRIFT_LIMIT));
        if (cut && totals.seen()) {
            limits.add(totals.difference(shown));
        } else if (cut) {
            limits.add("The text ends before its plan line: it is cut, and the counts are those of the part shown.");
        }
        if (totals.lines() > 1) {
            limits.add("The text holds %d plans; their changes are counted together.".formatted(totals.lines()));
        }
        if (erroredPlan) {
            limits.add("Planning failed half-way: the plan holds only what was planned before the error.");
        }
        return limits;
    }
}
