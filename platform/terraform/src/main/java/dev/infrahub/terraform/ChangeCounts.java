package dev.infrahub.terraform;

import java.util.Collection;

/** Resource changes counted by action; a replacement counts once, imports and moves whatever else happens to them. */
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
        int drifted) {

    static ChangeCounts of(Collection<ResourceChange> changes, Collection<ResourceChange> drift) {
        return new ChangeCounts(
                count(changes, Action.CREATE),
                count(changes, Action.UPDATE),
                count(changes, Action.DELETE),
                count(changes, Action.REPLACE),
                (int) changes.stream()
                        .filter(change -> change.action() == Action.READ && change.isApplied())
                        .count(),
                count(changes, Action.NO_OP),
                count(changes, Action.FORGET),
                (int) changes.stream().filter(ResourceChange::imported).count(),
                (int) changes.stream().filter(ResourceChange::isMoved).count(),
                drift.size() - count(drift, Action.NO_OP));
    }

    private static int count(Collection<ResourceChange> changes, Action action) {
        return (int)
                changes.stream().filter(change -> change.action() == action).count();
    }
}
