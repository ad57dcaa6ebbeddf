package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Board;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.cabsigner.domain.SshPolicy;
import dev.infrahub.cabsigner.domain.SshRule;
import dev.infrahub.cabsigner.domain.StandardChanges;
import dev.infrahub.faults.SettingRefused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code hub.cab-signer}; {@link Board} refuses what makes no sense.
 *
 * @param approvals how many different people must approve, by risk
 * @param validFor how long a change request is good from its opening on, and so its approval
 * @param signWithin how old a decision may be when it is signed, or a request when a certificate is issued; older ones are
 *     refused
 * @param treeHeadEvery how often it is looked whether the log has grown and needs a new signed head
 * @param expireEvery how often it is looked for requests and approvals whose time ran out
 * @param standardChanges who approves standard changes of low risk: the board, or its policy when they are opened
 * @param ssh who gets SSH certificates
 */
@ConfigurationProperties(prefix = "hub.cab-signer", ignoreUnknownFields = false)
public record CabSignerProperties(
        @DefaultValue Approvals approvals,
        @DefaultValue("7d") Duration validFor,
        @DefaultValue("1m") Duration signWithin,
        @DefaultValue("1s") Duration treeHeadEvery,
        @DefaultValue("30s") Duration expireEvery,
        @DefaultValue("board") StandardChanges standardChanges,
        @DefaultValue Ssh ssh) {

    public CabSignerProperties {
        if (!treeHeadEvery.isPositive() || !expireEvery.isPositive()) {
            throw new SettingRefused("tree-head-every and expire-every are longer than 0");
        }
    }

    /** Approvals needed, by risk. */
    public record Approvals(
            @DefaultValue("1") int low,
            @DefaultValue("1") int medium,
            @DefaultValue("2") int high,
            @DefaultValue("3") int critical) {}

    /** @param access each lets some roles log in somewhere; without any, nobody logs in anywhere */
    public record Ssh(@DefaultValue List<Access> access) {}

    /** One of them, as {@link SshRule} has it. */
    public record Access(
            @DefaultValue("") String entity,
            @DefaultValue("") String client,
            @DefaultValue List<String> roles,
            @DefaultValue List<String> principals) {

        private SshRule rule(int index) {
            try {
                return new SshRule(entity, client, Set.copyOf(roles), new TreeSet<>(principals));
            } catch (IllegalArgumentException e) {
                throw new SettingRefused("hub.cab-signer.ssh.access[" + index + "]: " + e.getMessage(), e);
            }
        }
    }

    SshPolicy sshPolicy() {
        return new SshPolicy(
                IntStream.range(0, ssh.access.size())
                        .mapToObj(index -> ssh.access.get(index).rule(index))
                        .toList(),
                signWithin);
    }

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
