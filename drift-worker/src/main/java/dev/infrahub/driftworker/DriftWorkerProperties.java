package dev.infrahub.driftworker;

import dev.infrahub.driftworker.domain.Agreements;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.workplace.Workplace;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.drift-worker}.
 *
 * @param analysisMemory how much memory one analysis may take; 0 for {@value #MEMORY_PERCENT} in a hundred of the heap
 * @param longestAnalysis how long the processor works for one at most
 * @param owners what else is in charge of attributes, as {@link Agreements.Ownership} has it
 * @param ignored rules of clients of their own, as {@link Agreements.Ignored} has it
 */
@ConfigurationProperties(prefix = "hub.drift-worker", ignoreUnknownFields = false)
public record DriftWorkerProperties(
        @DefaultValue("0B") DataSize analysisMemory,
        @DefaultValue("60s") Duration longestAnalysis,
        @DefaultValue List<Owner> owners,
        @DefaultValue List<Ignore> ignored) {

    private static final int LONGEST_CLIENT = 100;
    private static final int PERCENT = 100;
    private static final int MEMORY_PERCENT = 20;

    public DriftWorkerProperties {
        if (analysisMemory.isNegative() || longestAnalysis.toSeconds() < 1) {
            throw new SettingRefused(
                    "HUB_ANALYSIS_MEMORY is 0 or more, and HUB_LONGEST_ANALYSIS one second or longer, such as 60s.");
        }
    }

    /** What else is in charge of attributes of one client's resources. */
    public record Owner(
            @DefaultValue("") String client,
            @DefaultValue("*") String module,
            @DefaultValue("") String address,
            @DefaultValue("") String attribute,
            @DefaultValue("") String owner) {}

    /** What nobody of one client has to look at. */
    public record Ignore(
            @DefaultValue("") String client,
            @DefaultValue("*") String module,
            @DefaultValue("") String address,
            @DefaultValue("") String attribute,
            @DefaultValue("") String why) {}

    /** By client; what settles something is told by the name of the setting, such as {@code owners[0]}. */
    Map<String, Agreements> agreements() {
        Map<String, Agreements> agreements = new HashMap<>();
        for (int index = 0; index < owners.size(); index++) {
            Owner one = owners.get(index);
            add(
                    agreements,
                    "owners[" + index + "]",
                    one.client,
                    id -> new Agreements(
                            List.of(),
                            List.of(new Agreements.Ownership(id, one.module, one.address, one.attribute, one.owner)),
                            List.of()));
        }
        for (int index = 0; index < ignored.size(); index++) {
            Ignore one = ignored.get(index);
            add(
                    agreements,
                    "ignored[" + index + "]",
                    one.client,
                    id -> new Agreements(
                            List.of(),
                            List.of(),
                            List.of(new Agreements.Ignored(id, one.module, one.address, one.attribute, one.why))));
        }
        return Map.copyOf(agreements);
    }

    private static boolean isClient(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_CLIENT
                && isLetterOrDigit(name.charAt(0))
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    private static void add(
            Map<String, Agreements> agreements, String setting, String client, Function<String, Agreements> agreed) {
        try {
            if (!isClient(client)) {
                throw new IllegalArgumentException("client is the name of one client");
            }
            agreements.merge(client, agreed.apply(setting), Agreements::and);
        } catch (IllegalArgumentException e) {
            throw new SettingRefused("hub.drift-worker." + setting + ": " + e.getMessage() + ".", e);
        }
    }

    Workplace workplace() {
        return new Workplace(
                analysisMemory.toBytes() == 0
                        ? Runtime.getRuntime().maxMemory() / PERCENT * MEMORY_PERCENT
                        : analysisMemory.toBytes(),
                longestAnalysis);
    }
}
