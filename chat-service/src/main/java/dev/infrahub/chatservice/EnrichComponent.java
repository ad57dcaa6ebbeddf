package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.component.ComponentFacts;
import dev.infrahub.chatservice.domain.component.ComponentReader;
import dev.infrahub.chatservice.domain.component.SourceFile;
import dev.infrahub.events.Event;
import dev.infrahub.events.Handler;
import dev.infrahub.events.Outcome;
import dev.infrahub.schemas.ComponentEnriched;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.workplace.Workplace;
import java.time.Clock;
import java.util.List;

/** Files of a component were handed in: describe it by what they show, and tell; nothing is kept. */
final class EnrichComponent implements Handler<ComponentSubmitted> {

    private final Workplace workplace;
    private final ComponentWords words;
    private final Clock clock;

    EnrichComponent(Workplace workplace, ComponentWords words, Clock clock) {
        this.workplace = workplace;
        this.words = words;
        this.clock = clock;
    }

    @Override
    public Outcome handle(Event<ComponentSubmitted> event) {
        ComponentSubmitted submitted = event.value();
        List<SourceFile> files = submitted.getFiles().stream()
                .map(file -> new SourceFile(file.getPath(), file.getContent()))
                .toList();
        ComponentFacts facts = workplace.spend(submitted.getClient(), "component", () -> ComponentReader.read(files));
        ComponentWords.Said said = words.about(submitted, facts, files);
        ComponentEnriched enriched = ComponentEnriched.newBuilder()
                .setComponentId(submitted.getComponentId())
                .setClient(submitted.getClient())
                .setDescription(said.description())
                .setTags(said.tags())
                .setDependencies(said.dependencies())
                .setApiEndpoints(said.endpoints())
                .setEnrichedAt(clock.instant())
                .setAi(said.use())
                .build();
        return Outcome.nothing().answer(Topics.COMPONENT_ENRICHED, event.key(), enriched);
    }
}
