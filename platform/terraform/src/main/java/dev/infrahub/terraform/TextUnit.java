package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one unit prints for people, line by line, without what stands in front of its lines. What is indented below a change is
 * part of its values, whatever it says.
 */
final class TextUnit {

    private static final Pattern ACTION = Pattern.compile(
            "\\s*# (" + TextHeading.MODULES + "action\\." + TextHeading.RESOURCE + ")(?: will be invoked)?");

    /** Of more planned changes than anybody reads, no values are kept. */
    private static final int MOST_PRINTED = 2000;

    private final Runnable counter;
    private final List<ResourceChange> changes = new ArrayList<>();
    /** Of each change, what its lines show of values. */
    private final List<ChangeValues> printed = new ArrayList<>();

    private final List<TextDrift> drift = new ArrayList<>();
    private final List<String> deferred = new ArrayList<>();
    private final List<CodeRun> code = new ArrayList<>();
    private final TextOutputs outputs = new TextOutputs();
    private final TextSayings sayings = new TextSayings();
    private final TextTotals totals = new TextTotals();
    /** By plan line, the changes before it. */
    private final List<List<ResourceChange>> plans = new ArrayList<>();
    /** How much of the changes and of the code stands before the last plan line. */
    private int changesTotalled;

    private int codeTotalled;
    /** Whether anything was read that stands in a plan only. */
    private boolean recognised;

    private @Nullable TextHeading heading;
    private boolean early;
    private TextAttributes attributes = new TextAttributes(false);
    private @Nullable String action;
    private @Nullable TextBlock block;
    /** Whether something is changed below a heading that is none of those that are known. */
    private boolean sawStrange;

    /** Whether a block does not end or is not set in as one, or a change changes nothing. */
    private boolean torn;

    /** @param counter is run for each change, of whatever kind */
    TextUnit(Runnable counter) {
        this.counter = counter;
    }

    /** Whether a line is part of what is open, whatever it says. */
    boolean holds(TextLine line) {
        return block == null ? outputs.holds(line) || (heading != null && isLongNote(line)) : block.holds(line);
    }

    /** A comment whose words are set in: an identity in JSON. */
    private static boolean isLongNote(TextLine line) {
        return line.text().stripLeading().startsWith("#  ");
    }

    /** Whether the line is understood as a part of a plan. */
    boolean read(TextLine line) {
        TextBlock open = block;
        if (holds(line)) {
            readInside(line);
            return true;
        }
        if (open == null) {
            return readOutside(line);
        }
        boolean ends = open.isEnd(line);
        endBlock(ends);
        return ends || readOutside(line);
    }

    private void readInside(TextLine line) {
        if (block != null) {
            block.read(line);
        }
        if (heading != null) {
            attributes.read(line);
        }
    }

    private boolean readOutside(TextLine line) {
        boolean understood = readPart(line);
        sayings.read(line.text(), heading != null, understood);
        recognised |= sayings.saysNoChanges() || sayings.announces() || sayings.isPartial();
        return understood;
    }

    private boolean readPart(TextLine line) {
        String text = line.text();
        Optional<TextHeading> next = heading(text);
        Optional<TextTotals.Stated> stated = TextTotals.Stated.of(text);
        if (next.isPresent()) {
            startChange(next.get());
        } else if (stated.isPresent()) {
            endTotalled(stated.get());
        } else if (TextOutputs.isTitle(text)) {
            endChange();
            outputs.begin();
        } else if (!readOutput(line)) {
            return readBelow(line);
        }
        recognised = true;
        return true;
    }

    private boolean readOutput(TextLine line) {
        int before = outputs.count();
        boolean read = outputs.read(line);
        if (outputs.count() > before) {
            counter.run();
            totals.addOutputs();
        }
        return read;
    }

    private Optional<TextHeading> heading(String text) {
        Optional<TextHeading> later = TextHeading.of(text);
        Optional<TextHeading> before =
                later.isEmpty() && sayings.announces() ? TextHeading.early(text) : Optional.empty();
        early = before.isPresent() || (early && later.isEmpty());
        return later.or(() -> before);
    }

    private void startChange(TextHeading next) {
        endChange();
        sayings.endOpening();
        heading = next;
        attributes = new TextAttributes(showsValues(next));
    }

    private boolean showsValues(TextHeading next) {
        return switch (next.part()) {
            case DRIFT -> next.action() == Action.UPDATE;
            case PLANNED -> hasBoth(next.action()) && changes.size() < MOST_PRINTED;
            case DEFERRED -> false;
        };
    }

    /** Whether something is before and after it. */
    private static boolean hasBoth(Action action) {
        return switch (action) {
            case UPDATE, REPLACE, SUPERSEDE -> true;
            case CREATE, DELETE, READ, NO_OP, FORGET, UNKNOWN -> false;
        };
    }

    private void endTotalled(TextTotals.Stated stated) {
        endChange();
        List<ResourceChange> since = List.copyOf(changes.subList(changesTotalled, changes.size()));
        plans.add(since);
        totals.add(new TextTotals.Total(
                stated,
                ChangeCounts.of(since, List.of()),
                since.size(),
                code.size() - codeTotalled,
                sayings.announces()));
        changesTotalled = changes.size();
        codeTotalled = code.size();
        sayings.endAnnounced();
        sayings.endOpening();
    }

    /** What stands below a heading. */
    private boolean readBelow(TextLine line) {
        String text = line.text();
        Optional<TextBlock> begun = TextBlock.beginning(line);
        boolean noted = false;
        if (begun.isPresent()) {
            begin(begun.get(), text);
        } else if (heading != null && early) {
            attributes.readEarly(text);
        } else if (heading != null) {
            TextHeading before = heading;
            heading = before.with(text);
            noted = !heading.equals(before);
        }
        action = text.contains("action.") ? address(text) : null;
        return begun.isPresent() || noted;
    }

    private void begin(TextBlock begun, String text) {
        begun.actionType().ifPresent(this::addAction);
        sawStrange |= begun.actionType().isEmpty() && heading == null && sayings.announces();
        block = begun;
        if (text.endsWith("{}")) {
            endBlock(true);
        }
    }

    private static @Nullable String address(String text) {
        Matcher address = ACTION.matcher(text);
        return address.matches() ? address.group(1) : null;
    }

    private void addAction(String type) {
        endChange();
        if (action != null) {
            counter.run();
            code.add(new CodeRun(CodeRun.Kind.ACTION, action, type));
            codeTotalled += totals.addAction() ? 1 : 0;
        }
    }

    private void endBlock(boolean atBrace) {
        torn |= block != null && (block.straggles() || !atBrace);
        block = null;
        endChange();
    }

    private void endChange() {
        TextHeading ended = heading;
        if (ended != null) {
            boolean both = hasBoth(ended.action());
            torn |= both && !early && attributes.isEmpty();
            add(
                    ended.part(),
                    ended.change(
                            both ? attributes.changed() : List.of(),
                            both ? attributes.remarked() : List.of(),
                            both ? attributes.forcing() : List.of()));
        }
        heading = null;
        outputs.end();
    }

    private void add(TextHeading.Part part, ResourceChange change) {
        counter.run();
        switch (part) {
            case PLANNED -> {
                changes.add(change);
                printed.add(attributes.values());
            }
            case DRIFT -> drift.add(new TextDrift(change, attributes.values()));
            case DEFERRED -> deferred.add(change.address());
        }
    }

    /** What was read when there are no more lines. */
    void end() {
        endBlock(false);
    }

    List<ResourceChange> changes() {
        return changes;
    }

    /** What the lines of each of them show of values. */
    List<ChangeValues> printed() {
        return printed;
    }

    List<List<ResourceChange>> plans() {
        return plans;
    }

    List<TextDrift> drift() {
        return drift;
    }

    List<String> deferred() {
        return deferred;
    }

    List<OutputChange> outputs() {
        return outputs.all();
    }

    List<CodeRun> code() {
        return code;
    }

    TextSayings sayings() {
        return sayings;
    }

    TextTotals totals() {
        return totals;
    }

    boolean recognised() {
        return recognised;
    }

    /** Whether something is left to a later plan. */
    boolean isPartial() {
        return sayings.isPartial() || !deferred.isEmpty();
    }

    /** Whether it ends without a plan line, as it does where nothing is planned. */
    boolean needsNoPlanLine() {
        return sayings.saysNoChanges() || isPartial() || sayings.errs();
    }

    /** Whether a plan has no plan line behind it. */
    boolean isCut() {
        return hasUntotalled() || sayings.opensInVain();
    }

    private boolean hasUntotalled() {
        return changes.size() > changesTotalled || code.size() > codeTotalled;
    }

    /** Whether it is not shown of each change what it changes. */
    boolean isTorn() {
        return torn;
    }

    /** Whether there is a change that nobody knows. */
    boolean sawStrange() {
        return sawStrange;
    }

    /** Whether changes were announced, and none came, or one that nobody knows. */
    boolean isMisread() {
        return sawStrange || (sayings.announces() && !hasUntotalled());
    }
}
