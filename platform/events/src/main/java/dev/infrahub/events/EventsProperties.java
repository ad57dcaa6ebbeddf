package dev.infrahub.events;

import dev.infrahub.faults.SettingRefused;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.events}.
 *
 * @param service name of the service: its consumer group and its events' source
 * @param kafka properties for every Kafka client, {@code bootstrap.servers} at least
 * @param kafkaSecurity who every Kafka client is, and whom it trusts
 * @param registry the schema registry's Confluent API
 * @param registrySecurity who we are to the registry, and whom we trust there
 * @param serializer writes values in the Confluent wire format
 * @param deserializer reads them
 * @param serde properties for both
 * @param concurrency consumers of a subscription that is concurrent, each with its own partitions
 * @param firstRetry the first pause after a failure; each further one is twice as long, 30 s at most
 * @param giveUpAfter how long an event is tried again while a dependency of its handler is away
 * @param giveUpOnBugAfter how long after anything else that is no outage of Kafka, Postgres or the registry
 * @param maxParked events that may wait here because one of their key failed, or takes long
 * @param maxParkedBytes what these may take of the heap; values beyond it stay in their topics
 * @param relayPoll how soon the relay finds rows that another instance committed
 * @param maxBacklog events that may wait for Kafka; beyond, nothing more is accepted
 * @param signingKeyFile what signs the events of this service that give power: an ML-DSA-65 key in PEM; empty for none
 * @param trustedKeysFile whose events that give power it believes: public keys in PEM, one after another; empty for nobody's
 * @param longestWay how old the signature of such an event may be when the broker takes it in
 * @param beforeCommit SQL that each transaction of a commit begins with, such as a setting that row security asks for
 */
@ConfigurationProperties(prefix = "hub.events", ignoreUnknownFields = false)
public record EventsProperties(
        String service,
        Map<String, String> kafka,
        @DefaultValue KafkaSecurity kafkaSecurity,
        URI registry,
        @DefaultValue RegistrySecurity registrySecurity,
        Class<? extends Serializer<Object>> serializer,
        Class<? extends Deserializer<Object>> deserializer,
        @DefaultValue Map<String, String> serde,
        @DefaultValue("3") int concurrency,
        @DefaultValue("500ms") Duration firstRetry,
        @DefaultValue("2m") Duration giveUpAfter,
        @DefaultValue("5s") Duration giveUpOnBugAfter,
        @DefaultValue("10000") int maxParked,
        @DefaultValue("32MB") DataSize maxParkedBytes,
        @DefaultValue("100ms") Duration relayPoll,
        @DefaultValue("10000") int maxBacklog,
        @DefaultValue("") String signingKeyFile,
        @DefaultValue("") String trustedKeysFile,
        @DefaultValue("15m") Duration longestWay,
        @DefaultValue("") String beforeCommit) {

    public EventsProperties {
        kafka = Map.copyOf(kafka);
        serde = Map.copyOf(serde);
        requireServer(registry);
        registrySecurity.requireTls(registry);
    }

    private static void requireServer(URI registry) {
        boolean isServer = "http".equals(registry.getScheme()) || "https".equals(registry.getScheme());
        if (!isServer || registry.getHost() == null) {
            throw new SettingRefused("SCHEMA_REGISTRY_URL must be http:// or https:// and a host, such as"
                    + " http://registry:8081, not '" + registry + "'.");
        }
    }

    Patience.Limits patience() {
        return new Patience.Limits(firstRetry, giveUpAfter, giveUpOnBugAfter);
    }

    /** What every producer, consumer and admin client begins with. */
    Map<String, Object> kafkaClient() {
        Map<String, Object> client = new HashMap<>(kafka);
        client.putAll(kafkaSecurity.clientProperties());
        return client;
    }
}
