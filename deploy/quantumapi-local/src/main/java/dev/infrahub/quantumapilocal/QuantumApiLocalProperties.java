package dev.infrahub.quantumapilocal;

import dev.infrahub.faults.SettingRefused;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.quantumapi-local}. Of each pair that is a file or a value, one is given; an empty text is none.
 *
 * @param masterKeyFile where the master keys are, readable by its owner alone
 * @param masterKey the master keys themselves
 * @param bootstrapKeyFile where the first API key is, readable by its owner alone
 * @param bootstrapKey the first API key itself
 * @param maxBody the largest request body: what the hub signs at once is evidence, up to 7.5 MiB of Base64
 * @param maxSecret the largest value of a secret
 * @param housekeeping how often keys whose grace is over are erased, and old answers forgotten
 */
@ConfigurationProperties(prefix = "hub.quantumapi-local", ignoreUnknownFields = false)
public record QuantumApiLocalProperties(
        @DefaultValue("") String masterKeyFile,
        @DefaultValue("") String masterKey,
        @DefaultValue("") String bootstrapKeyFile,
        @DefaultValue("") String bootstrapKey,
        @DefaultValue("8MB") DataSize maxBody,
        @DefaultValue("64KB") DataSize maxSecret,
        @DefaultValue("1m") Duration housekeeping) {

    public QuantumApiLocalProperties {
        if (masterKeyFile.isBlank() == masterKey.isBlank()) {
            throw new SettingRefused(
                    "Give the master key as QUANTUMAPI_MASTER_KEY_FILE or as QUANTUMAPI_MASTER_KEY, one of them; make one with:"
                            + " (umask 077 && openssl rand -base64 32 > master.key)");
        }
        if (!bootstrapKeyFile.isBlank() && !bootstrapKey.isBlank()) {
            throw new SettingRefused(
                    "Give the first API key as QUANTUMAPI_BOOTSTRAP_KEY_FILE or as QUANTUMAPI_BOOTSTRAP_KEY, not both.");
        }
        if (housekeeping.isNegative() || housekeeping.isZero()) {
            throw new SettingRefused("hub.quantumapi-local.housekeeping is a duration, for example 1m.");
        }
    }

    /** Tells no key. */
    @Override
    public String toString() {
        return "QuantumApiLocalProperties[masterKeyFile=" + masterKeyFile + ", bootstrapKeyFile=" + bootstrapKeyFile
                + "]";
    }
}
