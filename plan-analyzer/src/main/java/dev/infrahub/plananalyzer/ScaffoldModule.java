package dev.infrahub.plananalyzer;

import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.faults.Fault;
import dev.infrahub.faults.RefusalKind;
import dev.infrahub.scaffolding.Cloud;
import dev.infrahub.scaffolding.ModuleName;
import dev.infrahub.scaffolding.ModuleRequest;
import dev.infrahub.scaffolding.ScaffoldedModule;
import dev.infrahub.scaffolding.Scaffolder;
import dev.infrahub.scaffolding.Scaffolding;
import dev.infrahub.schemas.GoldenPathChoice;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.ModuleScaffolded;
import dev.infrahub.schemas.Topics;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A Terraform module was asked for: choose a golden path, make the module of it, have added what it lacks, and tell. */
final class ScaffoldModule implements Handler<ModuleRequested> {

    private final ModuleExtensions extensions;

    ScaffoldModule(ModuleExtensions extensions) {
        this.extensions = extensions;
    }

    @Override
    public Outcome handle(Event<ModuleRequested> event) {
        ModuleRequested asked = event.value();
        return switch (Scaffolder.scaffold(request(asked))) {
            case Scaffolding.Done(ScaffoldedModule module) ->
                Outcome.nothing()
                        .answer(Topics.MODULE_SCAFFOLDED, event.key(), told(asked, extensions.of(asked, module)));
            case Scaffolding.Refused(String code, String detail) ->
                Outcome.nothing().refuse(code, detail, RefusalKind.INVALID);
        };
    }

    private static ModuleRequest request(ModuleRequested asked) {
        return new ModuleRequest(
                asked.getDescription(),
                known("cloud", asked.getCloud(), Cloud::of),
                known("name", asked.getName(), ModuleName::of),
                asked.getClient(),
                Optional.ofNullable(asked.getOwner()));
    }

    /** The gateway lets nothing else through. */
    private static <T> Optional<T> known(String field, @Nullable String said, Function<String, Optional<T>> reading) {
        Optional<T> known = Optional.ofNullable(said).flatMap(reading);
        if (said != null && known.isEmpty()) {
            throw new Fault.Invalid("event.invalid", field + " is not what the gateway takes as one.");
        }
        return known;
    }

    private static ModuleScaffolded told(ModuleRequested asked, ModuleExtensions.Result made) {
        ScaffoldedModule module = made.module();
        return ModuleScaffolded.newBuilder()
                .setScaffoldId(asked.getScaffoldId())
                .setClient(asked.getClient())
                .setName(module.name().text())
                .setDescription(module.description())
                .setCloud(module.path().cloud().text())
                .setGoldenPath(
                        new GoldenPathChoice(module.path().id(), module.path().title(), module.because()))
                .setFiles(module.files())
                .setWarnings(module.warnings())
                .setRequestedAt(asked.getRequestedAt())
                .setAi(made.ai())
                .build();
    }
}
