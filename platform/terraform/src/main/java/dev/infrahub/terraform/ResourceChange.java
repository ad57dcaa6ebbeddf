package dev.infrahub.terraform;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a plan's {@code resource_changes} or {@code resource_drift}, without its values.
 *
 * @param address Terraform's absolute address
 * @param module the address of the module it is in; empty for the root module
 * @param mode {@code managed} or {@code data}
 * @param provider provider source address, where the plan says
 * @param changedAttributes top-level attributes that differ, sorted; empty where nothing existed before or exists after
 * @param replacePaths attribute paths that force the replacement, for example {@code ingress[0].from_port}
 * @param actionReason Terraform's reason for the action, for example {@code replace_because_tainted}
 * @param previousAddress where it was, when moved
 * @param deposed key of the deposed object this is about, when it is not about the current one
 */
public record ResourceChange(
        String address,
        String type,
        String name,
        String module,
        String mode,
        @Nullable String provider,
        Action action,
        List<String> changedAttributes,
        List<String> replacePaths,
        @Nullable String actionReason,
        boolean imported,
        @Nullable String previousAddress,
        @Nullable String deposed) {

    public ResourceChange {
        changedAttributes = List.copyOf(changedAttributes);
        replacePaths = List.copyOf(replacePaths);
    }

    public boolean isData() {
        return mode.equals("data");
    }

    public boolean isMoved() {
        return previousAddress != null && !previousAddress.equals(address);
    }
}
