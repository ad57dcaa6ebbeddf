package dev.infrahub.terraform;

/** Sees each resource change with its values while a plan is read; the values are forgotten afterwards. */
@FunctionalInterface
public interface ChangeVisitor {

    void visit(ResourceChange change, ChangeValues values);

    /** Sees a change made outside Terraform; of no interest unless overridden. */
    default void visitDrift(ResourceChange drift, ChangeValues values) {}
}
