package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import dev.infrahub.secrets.Secrets;
import java.util.Map;
import java.util.Set;

/**
 * The members that Terraform and OpenTofu write into a plan's JSON, by the object they stand in: taken from
 * {@code internal/command/jsonplan} and {@code jsonconfig} of both, Terraform 0.12 to 1.15 and OpenTofu 1.6 to 1.12. What is
 * not in this table is not understood: it is named, and it is part of the fingerprint.
 */
enum Known {
    PLAN(
            "format_version",
            "terraform_version",
            "variables",
            "planned_values",
            "proposed_unknown",
            "resource_drift",
            "resource_changes",
            "deferred_changes",
            "deferred_action_invocations",
            "output_changes",
            "action_invocations",
            "prior_state",
            "configuration",
            "relevant_attributes",
            "checks",
            "condition_results",
            "timestamp",
            "applyable",
            "complete",
            "errored"),
    CHANGE_ENTRY(
            "address",
            "previous_address",
            "module_address",
            "mode",
            "type",
            "name",
            "index",
            "index_unknown",
            "provider_name",
            "deposed",
            "change",
            "action_reason"),
    CHANGE(
            "actions",
            "before",
            "after",
            "after_unknown",
            "before_sensitive",
            "after_sensitive",
            "replace_paths",
            "importing",
            "generated_config",
            "before_identity",
            "after_identity"),
    DEFERRED_CHANGE("reason", "resource_change"),
    INVOCATION(
            "address",
            "type",
            "name",
            "config_values",
            "config_sensitive",
            "config_unknown",
            "provider_name",
            "lifecycle_action_trigger",
            "invoke_action_trigger"),
    DEFERRED_INVOCATION("reason", "action_invocation"),
    CONFIGURATION("provider_config", "root_module"),
    PROVIDER("name", "full_name", "alias", "version_constraint", "module_address", "expressions"),
    /** {@code moved_blocks}: what a move does is in the changes. */
    MODULE("outputs", "resources", "module_calls", "variables", "actions", "moved_blocks"),
    CALL(
            "source",
            "expressions",
            "count_expression",
            "for_each_expression",
            "module",
            "version_constraint",
            "depends_on"),
    RESOURCE(
            "address",
            "mode",
            "type",
            "name",
            "provider_config_key",
            "provisioners",
            "expressions",
            "schema_version",
            "count_expression",
            "for_each_expression",
            "depends_on"),
    PROVISIONER("type", "expressions"),
    ACTION("address", "type", "name", "provider_config_key", "count_expression", "for_each_expression");

    /** Stands for a name that is no name of a format, or a secret. */
    static final String UNNAMED = "(unnamed)";

    private static final int LONGEST_NAME = 40;

    @SuppressWarnings("ImmutableEnumChecker") // Set.of is immutable
    private final Set<String> names;

    Known(String... names) {
        this.names = Set.of(names);
    }

    /** In words, with an article. */
    String told() {
        return switch (this) {
            case PLAN -> "the plan itself";
            case CHANGE_ENTRY -> "a resource change";
            case CHANGE -> "a change";
            case DEFERRED_CHANGE -> "a deferred change";
            case INVOCATION -> "an action invocation";
            case DEFERRED_INVOCATION -> "a deferred action invocation";
            case CONFIGURATION -> "the configuration";
            case PROVIDER -> "a provider's configuration";
            case MODULE -> "a module";
            case CALL -> "a module call";
            case RESOURCE -> "a resource block";
            case PROVISIONER -> "a provisioner";
            case ACTION -> "an action block";
        };
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Whether there is nothing in it that could mean anything; false does mean something. */
    static boolean isEmpty(Value value) {
        return switch (value) {
            case Value.Special special -> special.isNull();
            case Value.Text(String text) -> text.isEmpty();
            case Value.Items(var items) -> items.isEmpty();
            case Value.Members(var members) -> members.isEmpty();
            case Value.Bool _, Value.Num _ -> false;
        };
    }

    /** A name as it can be shown. */
    static String shown(String name) {
        return name.length() <= LONGEST_NAME
                        && Identifier.isOne(name)
                        && Secrets.find(name).isEmpty()
                ? name
                : UNNAMED;
    }

    /** What of an object is not known, by the name it is shown under. */
    UnknownMembers unknownIn(Value object) {
        UnknownMembers unknown = new UnknownMembers();
        if (object instanceof Value.Members(Map<String, Value> members)) {
            members.forEach((name, value) -> {
                if (!has(name) && !isEmpty(value)) {
                    unknown.add(name, value);
                }
            });
        }
        return unknown;
    }
}
