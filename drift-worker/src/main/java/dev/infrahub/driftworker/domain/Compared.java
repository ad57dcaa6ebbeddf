package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import dev.infrahub.findings.HiddenPlaces;
import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.terraform.ChangeValues;
import dev.infrahub.terraform.ResourceChange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A resource as it was and as it is. What all that differs in it asks of the whole is found out once. */
final class Compared {

    private final ResourceChange change;
    private final ChangeValues values;
    private final List<Difference> differences;
    private final boolean whole;
    private final Set<String> attributes;
    private final Map<Place, Boolean> holding = new HashMap<>();
    private final Map<Sign, Boolean> shown = new HashMap<>();
    private final HiddenPlaces hiddenBefore;
    private final HiddenPlaces hiddenAfter;
    private @Nullable Boolean forbidding;

    /** What a condition is asked of. */
    private record Place(Condition condition, AttributePath path) {}

    /** @param whole whether the values are all there are, as in JSON */
    Compared(ResourceChange change, ChangeValues values, List<Difference> differences, boolean whole) {
        this.change = change;
        this.values = values;
        this.differences = differences;
        this.whole = whole;
        this.attributes = Difference.attributes(differences);
        this.hiddenBefore = new HiddenPlaces(values.before());
        this.hiddenAfter = new HiddenPlaces(values.after());
    }

    ResourceChange change() {
        return change;
    }

    ChangeValues values() {
        return values;
    }

    List<Difference> differences() {
        return differences;
    }

    /** Those in which something differs. */
    Set<String> attributes() {
        return attributes;
    }

    /** Whether the condition holds for the values at a place in which something differs. */
    boolean holds(Condition condition, AttributePath path) {
        return holding.computeIfAbsent(
                new Place(condition, path),
                _ -> condition.holds(path.in(values.before()), path.in(values.after()), this));
    }

    /** Whether it holds for what differs itself. */
    boolean holds(Condition condition, Difference difference) {
        return condition.holds(difference.before(), difference.after(), this)
                && !(condition.isOfEmptiness() && Emptiness.tells(difference, this));
    }

    /** Whether its values, and the names over and beside them, leave it open that it is a secret. */
    boolean mayBeSecret(Difference difference) {
        return hiddenBefore.include(difference.path()) || hiddenAfter.include(difference.path());
    }

    /** Whether the state did not hold such an attribute at all. */
    boolean isNew(AttributePath path) {
        Map<String, Value> before = Json.members(values.before());
        return !before.isEmpty() && !before.containsKey(path.attribute());
    }

    /** Whether the resource says it itself. */
    boolean shows(Sign sign) {
        return shown.computeIfAbsent(sign, one -> one.isIn(values.after()));
    }

    /** Whether it forbids something, or did. */
    boolean forbids() {
        if (forbidding == null) {
            forbidding = Narrowing.forbids(values.before()) || Narrowing.forbids(values.after());
        }
        return forbidding;
    }

    /** Whether the values are all there are: what is not among them is not there. */
    boolean isWhole() {
        return whole;
    }
}
