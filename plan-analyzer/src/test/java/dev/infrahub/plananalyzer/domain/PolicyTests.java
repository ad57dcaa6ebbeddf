package dev.infrahub.plananalyzer.domain;

import static dev.infrahub.plananalyzer.domain.Given.plan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.infrahub.findings.Severity;
import dev.infrahub.findings.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyTests {

    private static final Policy DEFAULT = Policy.DEFAULT;

    private static Policy with(Policy.RuleSetting... rules) {
        return new Policy(
                DEFAULT.productionNames(),
                DEFAULT.raiseInProduction(),
                DEFAULT.unknownSeverity(),
                DEFAULT.scores(),
                DEFAULT.levels(),
                DEFAULT.cabFrom(),
                DEFAULT.standardUpTo(),
                DEFAULT.standardInProduction(),
                DEFAULT.standardWithUnknown(),
                List.of(rules));
    }

    private static Given replacedDatabase() {
        return plan().replace("aws_db_instance.x", "{}", "{}", "engine");
    }

    @Test
    void aRuleCanBeSwitchedOffAndTheRollbackStillKnows() {
        Analysis analysis = plan().update(
                        "aws_db_instance.x", "{\"engine_version\": \"15\"}", "{\"engine_version\": \"16\"}")
                .under(with(new Policy.RuleSetting("data.one-way-change", false, null)))
                .analyzed();
        assertThat(analysis.risk().reasons()).isEmpty();
        assertThat(analysis.risk().changeType()).isEqualTo("standard");
        assertThat(analysis.rollback().irreversible()).hasSize(1);
    }

    @Test
    void aRuleCanHaveAnotherSeverityThatIsStillRaisedInProduction() {
        Policy policy = with(new Policy.RuleSetting("data.replaced", true, Severity.MEDIUM));
        assertThat(replacedDatabase().under(policy).analyzed().risk().level()).isEqualTo(Severity.MEDIUM);
        assertThat(replacedDatabase().under(policy).in("prod").analyzed().risk().level())
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void environmentsLevelsAndTheBoardAreTheOperatorsToDecide() {
        Policy policy = new Policy(
                Set.of(" LIVE-EU "),
                false,
                Severity.MEDIUM,
                new Policy.Scores(5, 30, 60, 85),
                new Policy.Levels(20, 70, 90),
                Severity.MEDIUM,
                Severity.MEDIUM,
                true,
                true,
                List.of());
        Analysis.Risk risk =
                replacedDatabase().under(policy).in("live-eu").analyzed().risk();
        assertThat(risk.reasons()).extracting(Analysis.Reason::rule).contains("plan.production");
        assertThat(risk.level()).as("60 points are below 70").isEqualTo(Severity.MEDIUM);
        assertThat(risk.requiresCab()).isTrue();
        assertThat(risk.changeType()).isEqualTo("standard");
    }

    @Test
    void whatCannotBeToldCanWeighMore() {
        Policy strict = new Policy(
                DEFAULT.productionNames(),
                true,
                Severity.HIGH,
                DEFAULT.scores(),
                DEFAULT.levels(),
                DEFAULT.cabFrom(),
                DEFAULT.standardUpTo(),
                false,
                false,
                List.of());
        Analysis.Risk risk = plan().change(
                        "aws_s3_bucket_policy.x", "\"create\"", "null", "{}", ", \"after_unknown\": {\"policy\": true}")
                .under(strict)
                .analyzed()
                .risk();
        assertThat(risk.level()).isEqualTo(Severity.HIGH);
        assertThat(risk.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.verdict()).isEqualTo(Verdict.UNKNOWN));
    }

    @Test
    void aPolicyThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Policy.Levels(50, 50, 80));
        assertThatIllegalArgumentException().isThrownBy(() -> new Policy.Scores(30, 5, 60, 85));
        assertThatIllegalArgumentException().isThrownBy(() -> new Policy.RuleSetting("no.such-rule", true, null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(
                        new Policy.RuleSetting("plan.size", true, null),
                        new Policy.RuleSetting("plan.size", false, null)));
    }
}
