package dev.infrahub.scaffolding;

/** What comes of a request for a module. */
public sealed interface Scaffolding {

    record Done(ScaffoldedModule module) implements Scaffolding {}

    /**
     * It cannot be.
     *
     * @param code for programs
     * @param detail a sentence that says what to do
     */
    record Refused(String code, String detail) implements Scaffolding {}
}
