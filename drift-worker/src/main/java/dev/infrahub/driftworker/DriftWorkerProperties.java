package dev.infrahub.driftworker;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.workplace.Workplace;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.drift-worker}.
 *
 * @param analysisMemory how much memory one analysis may take; 0 for {@value #MEMORY_PERCENT} in a hundred of the heap
 * @param longestAnalysis how long the processor works for one at most
 */
@ConfigurationProperties(prefix = "hub.drift-worker", ignoreUnknownFields = false)
public record DriftWorkerProperties(
        @DefaultValue("0B") DataSize analysisMemory,
        @DefaultValue("60s") Duration longestAnalysis) {

    private static final int PERCENT = 100;
    private static final int MEMORY_PERCENT = 20;

    public DriftWorkerProperties {
        if (analysisMemory.isNegative() || longestAnalysis.toSeconds() < 1) {
            throw new SettingRefused(
                    "HUB_ANALYSIS_MEMORY is 0 or more, and HUB_LONGEST_ANALYSIS one second or longer, such as 60s.");
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
