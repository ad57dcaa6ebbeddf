package dev.infrahub.quantumapi;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What QuantumAPI does not let the hub's key do, until it does: logged once, told in health. */
final class Refusals {

    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    static final String WHAT_TO_DO = "Check QUANTUMAPI_KEY and its scopes; another key counts after a restart.";

    private final Map<String, String> refused = new ConcurrentHashMap<>();

    void refused(String call, String why) {
        if (refused.put(call, why) == null) {
            log.error("QuantumAPI refuses the hub's key for {}: {}. {}", call, why, WHAT_TO_DO);
        }
    }

    void accepted(String call) {
        if (refused.remove(call) != null) {
            log.info("QuantumAPI accepts the hub's key for {} again", call);
        }
    }

    Optional<String> first() {
        return refused.entrySet().stream()
                .map(refusal -> refusal.getKey() + ": " + refusal.getValue())
                .sorted()
                .findFirst();
    }
}
