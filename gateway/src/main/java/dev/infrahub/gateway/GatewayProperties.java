package dev.infrahub.gateway;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.gateway}.
 *
 * @param maxBody the largest request body, as sent and as decompressed
 * @param bodiesInFlight bytes of all bodies held at once; beyond, a request is told to come back
 * @param defaultWait how long a request waits for its answer when it does not say
 * @param maxWait the longest wait a request may ask for
 */
@ConfigurationProperties(prefix = "hub.gateway", ignoreUnknownFields = false)
public record GatewayProperties(
        @DefaultValue("64MB") DataSize maxBody,
        @DefaultValue("128MB") DataSize bodiesInFlight,
        @DefaultValue("30s") Duration defaultWait,
        @DefaultValue("120s") Duration maxWait) {}
