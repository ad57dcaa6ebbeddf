package dev.infrahub.terraform;

/** Sees each resource change with its values while a plan is read; the values are forgotten afterwards. */
@FunctionalInterface
public interface ChangeVisitor {

    void visit(ResourceChange change, ChangeValues values);

    /**
     * Sees a resource change of a text.
     *
     * @param printed the values that its lines show: too few to judge the change by
     */
    default void visitPrinted(ResourceChange change, ChangeValues printed) {
        visit(change, ChangeValues.UNKNOWN);
    }

    /** Sees a change made outside Terraform; of no interest unless overridden. */
    default void visitDrift(ResourceChange drift, ChangeValues values) {}
}
