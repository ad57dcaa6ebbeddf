package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.SecretArguments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds to a resource's change the marks that its type asks for: providers and older versions leave some out. It is done where
 * entries are read, so that whoever reads them sees the same marks.
 */
final class TypeMarks {

    private TypeMarks() {}

    /** An entry of a plan's lists of changes; itself where its type asks for nothing. */
    static Value added(Value entry) {
        SecretArguments arguments =
                SecretArguments.of(ResourceChangeJson.type(entry).orElse(""));
        boolean isChange =
                !arguments.isEmpty() && entry instanceof Value.Members && entry.at("change") instanceof Value.Members;
        return isChange ? with(entry, "change", marked(entry.at("change"), arguments)) : entry;
    }

    /** The same for one that stands within another. */
    static Value addedToDeferred(Value entry) {
        return entry.at("resource_change").isNull()
                ? entry
                : with(entry, "resource_change", added(entry.at("resource_change")));
    }

    private static Value marked(Value change, SecretArguments arguments) {
        Value marked = change;
        for (String side : List.of("before", "after")) {
            String mask = side + "_sensitive";
            Value asked = arguments.marks(change.at(side));
            if (Sensitivity.marksAnything(asked)) {
                marked = with(marked, mask, Sensitivity.union(Sensitivity.mask(change.at(mask)), asked));
            }
        }
        return marked;
    }

    private static Value with(Value object, String name, Value member) {
        if (!(object instanceof Value.Members(var members))) {
            return object;
        }
        Map<String, Value> all = new LinkedHashMap<>(members);
        all.put(name, member);
        return new Value.Members(all);
    }
}
