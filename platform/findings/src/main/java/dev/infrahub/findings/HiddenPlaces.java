package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.IdentityHashMap;
import java.util.List;

/** The places of one resource that may not be told, by what stands around them. Each list around them is judged once, however many are asked for. */
public final class HiddenPlaces {

    private final Value resource;
    private final IdentityHashMap<List<Value>, Boolean> commandsWithSecret = new IdentityHashMap<>();

    public HiddenPlaces(Value resource) {
        this.resource = resource;
    }

    /** Whether anything of what stands at this place may not be told. */
    public boolean include(AttributePath path) {
        Secrecy here = Secrecy.OF_A_RESOURCE;
        Value value = resource;
        for (Value step : path.steps()) {
            if (hides(here, value)) {
                return true;
            }
            here = step instanceof Value.Text(String name)
                    ? here.membersOf(value).apply(name)
                    : here.ofItems();
            value = new AttributePath(List.of(step)).in(value);
        }
        return here.hidesAnyOf(value);
    }

    private boolean hides(Secrecy here, Value around) {
        return around instanceof Value.Items(var items)
                ? here.isTooMuch() || commandsWithSecret.computeIfAbsent(items, Telling::isCommandWithSecret)
                : here.hides(around);
    }
}
