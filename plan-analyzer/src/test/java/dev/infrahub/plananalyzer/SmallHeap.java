package dev.infrahub.plananalyzer;

import dev.infrahub.ai.LanguageModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Two of each hostile plan at once, by the settings that there are where nobody sets any, in whatever heap this process has. */
final class SmallHeap {

    static final String SURVIVED = "survived";

    private SmallHeap() {}

    static void main() {
        PlanAnalyzerProperties properties = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("hub.plan-analyzer", Bindable.of(PlanAnalyzerProperties.class));
        AnalyzePlan handler = new AnalyzePlan(
                properties.policy().toDomain(), properties.workplace(), new PlanWords(LanguageModel.none()));
        try (ExecutorService consumers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (HostilePlan plan : HostilePlan.all()) {
                List<CompletableFuture<String>> both = Stream.generate(plan::event)
                        .limit(2)
                        .map(event -> CompletableFuture.supplyAsync(
                                () -> AnalyzePlanTests.refusal(handler, event), consumers))
                        .toList();
                both.forEach(one -> System.out.println(plan.what() + ": " + one.join()));
            }
        }
        System.out.println(SURVIVED);
    }
}
