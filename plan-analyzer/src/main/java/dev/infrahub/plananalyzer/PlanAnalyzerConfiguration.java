package dev.infrahub.plananalyzer;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.events.Subscription;
import dev.infrahub.plananalyzer.domain.Analyst;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.schemas.PlanSubmitted;
import dev.infrahub.schemas.Topics;
import dev.infrahub.terraform.Plan;
import dev.infrahub.terraform.WarmUp;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Every bean of the plan-analyzer. */
@Configuration(proxyBeanMethods = false)
@Import(EventsConfiguration.class)
@EnableConfigurationProperties(PlanAnalyzerProperties.class)
class PlanAnalyzerConfiguration {

    @Bean
    Subscription<PlanSubmitted> analyzePlan(PlanAnalyzerProperties properties) {
        return Subscription.concurrent(
                Topics.PLAN_SUBMITTED, new AnalyzePlan(properties.policy().toDomain(), properties.workplace()));
    }

    @Bean
    ApplicationRunner warmUp(PlanAnalyzerProperties properties) {
        Policy policy = properties.policy().toDomain();
        return _ -> {
            for (Plan.Format format : Plan.Format.values()) {
                Analyst.analyze(WarmUp.open(format), format, null, policy);
            }
        };
    }
}
