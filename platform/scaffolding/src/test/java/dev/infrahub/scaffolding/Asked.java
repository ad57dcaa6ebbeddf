package dev.infrahub.scaffolding;

import java.util.Optional;

/** Requests, and what comes of them. */
final class Asked {

    private Asked() {}

    /** For one client, by a description alone. */
    static ModuleRequest by(String description) {
        return new ModuleRequest(description, Optional.empty(), Optional.empty(), "acme", Optional.empty());
    }

    static ModuleRequest by(String description, Cloud cloud) {
        return new ModuleRequest(description, Optional.of(cloud), Optional.empty(), "acme", Optional.empty());
    }

    /** A module of a golden path, by its kind and cloud. */
    static ScaffoldedModule module(GoldenPath path, String description) {
        return done(by(path.title() + ". " + description, path.cloud()));
    }

    static ScaffoldedModule done(ModuleRequest request) {
        return switch (Scaffolder.scaffold(request)) {
            case Scaffolding.Done(ScaffoldedModule module) -> module;
            case Scaffolding.Refused(String code, String detail) -> throw new AssertionError(code + ": " + detail);
        };
    }

    static String file(ScaffoldedModule module, String path) {
        return module.files().getOrDefault(path, "");
    }

    static Scaffolding.Refused refused(ModuleRequest request) {
        return switch (Scaffolder.scaffold(request)) {
            case Scaffolding.Done(ScaffoldedModule module) ->
                throw new AssertionError("it became " + module.path().id());
            case Scaffolding.Refused refused -> refused;
        };
    }
}
