package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.cabsigner.domain.StandardChanges;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.cab-signer}; {@link Board} refuses what makes no sense.
 *
 * @param approvals how many different people must approve, by risk
 * @param validFor how long a change request is good from its opening on, and so its approval
 * @param signWithin how old a decision may be when it is signed; older ones are refused
 * @param treeHeadEvery how often it is looked whether the log has grown and needs a new signed head
 * @param expireEvery how often it is looked for requests and approvals whose time ran out
 * @param standardChanges who approves standard changes of low risk: the board, or its policy when they are opened
 */
@ConfigurationProperties(prefix = "hub.cab-signer", ignoreUnknownFields = false)
public record CabSignerProperties(
        @DefaultValue Approvals approvals,
        @DefaultValue("7d") Duration validFor,
        @DefaultValue("1m") Duration signWithin,
        @DefaultValue("1s") Duration treeHeadEvery,
        @DefaultValue("30s") Duration expireEvery,
        @DefaultValue("board") StandardChanges standardChanges) {

    public CabSignerProperties {
        if (!treeHeadEvery.isPositive() || !expireEvery.isPositive()) {
            throw new IllegalArgumentException("tree-head-every and expire-every are longer than 0");
        }
    }

    /** Approvals needed, by risk. */
    public record Approvals(
            @DefaultValue("1") int low,
            @DefaultValue("1") int medium,
            @DefaultValue("2") int high,
            @DefaultValue("3") int critical) {}

    Board board() {
        return new Board(
                Map.of(
                        RiskLevel.LOW, approvals.low,
                        RiskLevel.MEDIUM, approvals.medium,
                        RiskLevel.HIGH, approvals.high,
                        RiskLevel.CRITICAL, approvals.critical),
                validFor,
                signWithin,
                standardChanges);
    }
}
