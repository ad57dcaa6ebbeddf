package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.LogStanding;
import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Looks now and then whether the log has grown, and has its new head signed. Nothing waits for it: where no head can be
 * signed, that is told and tried again. Every instance looks; of those that sign the same head, one keeps it.
 */
final class SignTreeHeads implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(SignTreeHeads.class);

    private final TreeHeadSigner signer;

    private volatile LogStanding standing = new LogStanding.Waiting("not looked at yet");
    private volatile long signed;

    SignTreeHeads(TreeHeadSigner signer, MeterRegistry meters) {
        this.signer = signer;
        Gauge.builder("hub.log.signed", () -> signed)
                .description("Leaves of the log under a signed head")
                .register(meters);
        Gauge.builder("hub.log.rewritten", () -> standing instanceof LogStanding.Rewritten ? 1 : 0)
                .description("1 where the log is not what was signed, and so nothing more is signed")
                .register(meters);
    }

    void look() {
        tell(found());
    }

    private LogStanding found() {
        try {
            return signer.advance();
        } catch (Fault fault) {
            return new LogStanding.Waiting(fault.code());
        } catch (RuntimeException failure) {
            return new LogStanding.Waiting(failure.toString());
        }
    }

    /** Once, not every second. */
    private void tell(LogStanding found) {
        LogStanding before = standing;
        standing = found;
        switch (found) {
            case LogStanding.Signed(long size) -> signed = size;
            case LogStanding.Waiting(String why)
            when !found.equals(before) -> log.warn("No tree head is signed: {}", why);
            case LogStanding.Rewritten(String how)
            when !found.equals(before) ->
                log.error("The log is not what was signed, and no tree head is signed over it: {}", how);
            case LogStanding.Waiting _, LogStanding.Rewritten _ -> log.debug("still no tree head");
        }
    }

    @Override
    public Health health() {
        return switch (standing) {
            case LogStanding.Signed(long size) ->
                Health.up().withDetail("size", size).build();
            case LogStanding.Waiting(String why) ->
                Health.unknown().withDetail("detail", why).build();
            case LogStanding.Rewritten(String how) ->
                Health.down().withDetail("detail", how).build();
        };
    }
}
