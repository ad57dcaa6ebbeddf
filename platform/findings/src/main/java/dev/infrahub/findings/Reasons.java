package dev.infrahub.findings;

import dev.infrahub.terraform.ResourceChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Terraform's reasons in words. */
final class Reasons {

    private static final int SHOWN_PATHS = 3;

    private Reasons() {}

    static String ofReplacement(ResourceChange change) {
        List<String> paths = change.replacePaths();
        if (paths.isEmpty()) {
            return words(change.actionReason());
        }
        return " because of " + some(paths) + ", which cannot change in place";
    }

    /** The first few of many, and how many there are beside them. */
    static String some(List<String> paths) {
        String shown = String.join(", ", paths.subList(0, Math.min(SHOWN_PATHS, paths.size())));
        int rest = paths.size() - SHOWN_PATHS;
        return rest > 0 ? "%s and %d more".formatted(shown, rest) : shown;
    }

    static String ofDeletion(ResourceChange change) {
        return change.deposed() != null ? " (left over from an earlier replacement)" : words(change.actionReason());
    }

    private static String words(@Nullable String reason) {
        return switch (reason) {
            case "replace_because_tainted" -> " because it is marked as broken (tainted)";
            case "replace_by_request" -> " because that was asked for (-replace)";
            case "replace_by_triggers" -> " because something in its replace_triggered_by changed";
            case "delete_because_no_resource_config" -> " because it is no longer in the configuration";
            case "delete_because_no_module" -> " because its module is no longer in the configuration";
            case "delete_because_count_index", "delete_because_wrong_repetition" -> " because its count went down";
            case "delete_because_enabled_false" -> " because its 'enabled' is false";
            case "delete_because_each_key" -> " because its key left for_each";
            case "delete_because_no_move_target" -> " because it was moved to where nothing is configured";
            case null, default -> "";
        };
    }
}
