package dev.infrahub.terraform;

import java.util.Collection;

/**
 * Resource changes counted by action; a replacement counts once, imports and moves whatever else happens to them. What is created
 * anew with the old object left behind is created and forgotten.
 */
public record ChangeCounts(
        int create,
        int update,
        int delete,
        int replace,
        int read,
        int noOp,
        int forget,
        int imported,
        int moved,
        int drifted,
        int unknown) {

    static ChangeCounts of(Collection<ResourceChange> changes, Collection<ResourceChange> drift) {
        return new ChangeCounts(
                count(changes, Action.CREATE) + count(changes, Action.SUPERSEDE),
                count(changes, Action.UPDATE),
                count(changes, Action.DELETE),
                count(changes, Action.REPLACE),
                (int) changes.stream()
                        .filter(change -> change.action() == Action.READ && change.isApplied())
                        .count(),
                count(changes, Action.NO_OP),
                count(changes, Action.FORGET) + count(changes, Action.SUPERSEDE),
                (int) changes.stream().filter(ResourceChange::imported).count(),
                (int) changes.stream().filter(ResourceChange::isMoved).count(),
                drift.size() - count(drift, Action.NO_OP),
                count(changes, Action.UNKNOWN));
    }

    private static int count(Collection<ResourceChange> changes, Action action) {
        return (int)
                changes.stream().filter(change -> change.action() == action).count();
    }
}
