package dev.infrahub.plananalyzer;

import dev.infrahub.ai.AiConfiguration;
import dev.infrahub.ai.LanguageModel;
import dev.infrahub.diagnosis.PipelineLog;
import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Lookups;
import dev.infrahub.events.Subscription;
import dev.infrahub.events.Subscription.Pace;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.schemas.ModuleRequested;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.WarmUp;
import dev.infrahub.workplace.Workplace;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the plan-analyzer. */
@Configuration(proxyBeanMethods = false)
@Import({EventsConfiguration.class, AiConfiguration.class})
@EnableConfigurationProperties(PlanAnalyzerProperties.class)
class PlanAnalyzerConfiguration {

    @Bean
    Workplace workplace(PlanAnalyzerProperties properties) {
        return properties.workplace();
    }

    @Bean
    Subscription<PlanSubmitted> analyzePlan(
            PlanAnalyzerProperties properties, Workplace workplace, LanguageModel model) {
        return new Subscription<>(
                Topics.PLAN_SUBMITTED,
                new AnalyzePlan(properties.policy().toDomain(), workplace, new PlanWords(model)),
                Pace.PATIENT);
    }

    /** A hostile log takes seconds of a processor, and a model's words take seconds too: no other key waits for them. */
    @Bean
    Subscription<PipelineFailed> diagnosePipeline(Lookups lookups, Workplace workplace, LanguageModel model) {
        return new Subscription<>(
                Topics.PIPELINE_FAILED,
                new DiagnosePipeline(lookups, workplace, new DiagnosisWords(model)),
                Pace.PATIENT);
    }

    @Bean
    Subscription<ModuleRequested> scaffoldModule(LanguageModel model) {
        return new Subscription<>(
                Topics.MODULE_REQUESTED, new ScaffoldModule(new ModuleExtensions(model)), Pace.PATIENT);
    }

    @Bean
    ApplicationRunner warmUp(PlanAnalyzerProperties properties) {
        Policy policy = properties.policy().toDomain();
        return _ -> {
            for (Plan.Format format : Plan.Format.values()) {
                Analyst.analyze(WarmUp.open(format), format, null, policy);
            }
            PipelineLog.warmUp();
        };
    }
}
