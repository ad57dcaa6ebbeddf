package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.outline.Outline;
import dev.infrahub.chatservice.domain.outline.Outliner;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ServiceDependencies;
import dev.infrahub.schemas.ServiceRequested;
import dev.infrahub.schemas.ServiceScaffolded;
import dev.infrahub.schemas.Topics;
import java.time.Clock;
import java.util.Locale;

/** A service was asked for: outline it by rules, and tell; nothing is kept. */
final class OutlineService implements Handler<ServiceRequested> {

    private final OutlineWords words;
    private final Clock clock;

    OutlineService(OutlineWords words, Clock clock) {
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ServiceRequested> event) {
        ServiceRequested asked = event.value();
        Outline outline = Outliner.outline(asked.getDescription());
        OutlineWords.Said said = words.about(asked, outline);
        ServiceScaffolded scaffolded = ServiceScaffolded.newBuilder()
                .setScaffoldId(asked.getScaffoldId())
                .setClient(asked.getClient())
                .setName(outline.name())
                .setDescription(outline.description())
                .setType(outline.type().name().toLowerCase(Locale.ROOT))
                .setDependencies(new ServiceDependencies(
                        outline.needs().postgresql(),
                        outline.needs().redis(),
                        outline.needs().serviceBus(),
                        outline.needs().blobStorage()))
                .setAuth(outline.auth().text())
                .setKubernetes(outline.kubernetes())
                .setNugetPackages(outline.nugetPackages())
                .setEnvVars(outline.envVars())
                .setGotchaPrompt(said.gotchaPrompt())
                .setScaffoldedAt(clock.instant())
                .setAi(said.use())
                .build();
        return Outcome.nothing().answer(Topics.SERVICE_SCAFFOLDED, event.key(), scaffolded);
    }
}
