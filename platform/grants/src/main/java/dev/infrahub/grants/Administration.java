package dev.infrahub.grants;

import dev.infrahub.schemas.Topics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.resource.ResourcePatternFilter;

/** Puts accounts and what they may do in place on a broker, as its administrator. Doing it again is harmless. */
public final class Administration implements AutoCloseable {

    /** Kafka's least. More slows guessing down, and nobody guesses 256 random bits; each connection pays for it. */
    private static final int ITERATIONS = 4096;

    private static final ScramCredentialInfo SCRAM = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
    private static final int PASSWORD_BYTES = 32;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(10);

    private static final AlterConfigOp BROKERS_TIME = new AlterConfigOp(
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name),
            AlterConfigOp.OpType.SET);

    private final Admin admin;

    /** @param client settings of a Kafka client that may do this */
    public Administration(Map<String, String> client) {
        this.admin = Admin.create(new HashMap<>(client));
    }

    /** With a password that nobody else has. */
    public static Account newAccount(String name) {
        byte[] password = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(password);
        return new Account(name, Base64.getUrlEncoder().withoutPadding().encodeToString(password));
    }

    /** Has the broker know these from now on, each by its password: all of them at once. */
    public void admit(Collection<Account> accounts) {
        List<UserScramCredentialAlteration> wanted = new ArrayList<>();
        accounts.forEach(
                account -> wanted.add(new UserScramCredentialUpsertion(account.name(), SCRAM, account.password())));
        await(admin.alterUserScramCredentials(wanted).all());
    }

    /** Has these accounts be allowed this, and nothing that they were allowed before; others are left alone. */
    public void allow(Collection<Grants> grants) {
        Set<AclBinding> found = bindings(AclBindingFilter.ANY);
        Set<AclBinding> missing = new HashSet<>();
        Set<AclBinding> stale = new HashSet<>();
        for (Grants wanted : grants) {
            missing.addAll(wanted.bindings());
            found.stream().filter(binding -> isOf(wanted.name(), binding)).forEach(stale::add);
        }
        stale.removeAll(missing);
        missing.removeAll(found);
        if (!stale.isEmpty()) {
            await(admin.deleteAcls(stale.stream().map(AclBinding::toFilter).toList())
                    .all());
        }
        if (!missing.isEmpty()) {
            await(admin.createAcls(missing).all());
        }
        until(() -> {
            Set<AclBinding> now = bindings(AclBindingFilter.ANY);
            return now.containsAll(missing) && stale.stream().noneMatch(now::contains);
        });
    }

    /** Has the broker say when it took an event in, on topics that give power and were there before it did. */
    public void letBrokerTellTime() {
        Set<String> existing = await(admin.listTopics().names());
        Map<ConfigResource, Collection<AlterConfigOp>> wanted = new HashMap<>();
        Topics.ALL.stream()
                .filter(topic -> topic.givesPower() && existing.contains(topic.name()))
                .forEach(topic ->
                        wanted.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), List.of(BROKERS_TIME)));
        if (!wanted.isEmpty()) {
            await(admin.incrementalAlterConfigs(wanted).all());
        }
    }

    /** What everybody is allowed who is not of the hub, by name. */
    public SortedMap<String, Grants> others() {
        SortedMap<String, Grants> others = new TreeMap<>();
        Set<AclBinding> all = bindings(AclBindingFilter.ANY);
        for (String name : await(admin.describeUserScramCredentials().users())) {
            if (!Grants.isOfTheHub(name)) {
                List<AclBinding> own =
                        all.stream().filter(binding -> isOf(name, binding)).toList();
                others.put(name, new Grants(name, own));
            }
        }
        return others;
    }

    /** What is connected at this moment stays connected, and may nothing any more. */
    public void revoke(String name) {
        await(admin.deleteAcls(List.of(allOf(name))).all());
        await(admin.alterUserScramCredentials(
                        List.of(new UserScramCredentialDeletion(name, ScramMechanism.SCRAM_SHA_512)))
                .all());
        until(() -> bindings(allOf(name)).isEmpty());
    }

    /**
     * Waits until the broker takes the account's password: what was put in place is known to the controller first.
     *
     * @param bootstrapServers the broker's
     */
    public static void awaitKnown(String bootstrapServers, Account account) {
        Map<String, Object> settings = new HashMap<>(account.clientSettings(bootstrapServers));
        until(() -> {
            try (Admin client = Admin.create(settings)) {
                client.describeCluster().clusterId().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
                return true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof AuthenticationException) {
                    return false;
                }
                throw failed(e);
            } catch (TimeoutException | InterruptedException e) {
                throw failed(e);
            }
        });
    }

    @Override
    public void close() {
        admin.close();
    }

    private Set<AclBinding> bindings(AclBindingFilter filter) {
        return new HashSet<>(await(admin.describeAcls(filter).values()));
    }

    private static boolean isOf(String name, AclBinding binding) {
        return binding.entry().principal().equals(Grants.principal(name));
    }

    private static AclBindingFilter allOf(String name) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(Grants.principal(name), null, AclOperation.ANY, AclPermissionType.ANY));
    }

    private interface Condition {
        boolean isMet();
    }

    /** The controller says yes before the broker knows. */
    private static void until(Condition condition) {
        Instant limit = Instant.now().plus(LIMIT);
        while (!condition.isMet()) {
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException(
                        "Kafka does not know after " + LIMIT.toSeconds() + " s what it was told");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw failed(e);
        }
    }

    private static IllegalStateException failed(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        Throwable reason = failure.getCause() == null ? failure : failure.getCause();
        return new IllegalStateException("Kafka's accounts cannot be put in place: " + reason.getMessage(), failure);
    }
}
