package dev.infrahub.quantumapilocal;

import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.Rejected;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.quantumapilocal.store.Database;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.web.access.Desk;
import dev.infrahub.quantumapilocal.web.access.Door;
import dev.infrahub.quantumapilocal.web.apikeys.ApiKeysController;
import dev.infrahub.quantumapilocal.web.audit.AuditController;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.contract.Contract;
import dev.infrahub.quantumapilocal.web.encryption.EncryptionController;
import dev.infrahub.quantumapilocal.web.health.HealthController;
import dev.infrahub.quantumapilocal.web.keys.KeysController;
import dev.infrahub.quantumapilocal.web.problems.ProblemHandler;
import dev.infrahub.quantumapilocal.web.secrets.SecretsController;
import dev.infrahub.quantumapilocal.web.signing.SigningController;
import dev.infrahub.quantumapilocal.web.ssh.SshAuthoritiesController;
import dev.infrahub.quantumapilocal.web.ssh.SshCertificatesController;
import io.r2dbc.spi.ConnectionFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Every bean of the local installation of QuantumAPI. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuantumApiLocalProperties.class)
class QuantumApiLocalConfiguration {

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** The operating system's, which needs no seeding and is shared by all threads. */
    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    MasterKeys masterKeys(QuantumApiLocalProperties properties, SecureRandom random) {
        String text = properties.masterKeyFile().isBlank()
                ? properties.masterKey()
                : KeyFiles.read(properties.masterKeyFile());
        try {
            return MasterKeys.parse(text, random);
        } catch (Rejected rejected) {
            throw new StartRefused("The master key " + rejected.why() + ".");
        }
    }

    @Bean
    Database database(ConnectionFactory connections) {
        return new Database(connections);
    }

    @Bean
    KeyRing keyRing(MasterKeys masterKeys, SecureRandom random) {
        return new KeyRing(masterKeys, random);
    }

    @Bean
    Installation installation(
            QuantumApiLocalProperties properties,
            Database database,
            MasterKeys masterKeys,
            KeyRing ring,
            Clock clock,
            FlywayMigrationInitializer migrated) {
        Installation installation = new Installation(database, masterKeys, ring, clock);
        installation.open(bootstrapKey(properties), properties.housekeeping());
        return installation;
    }

    private static Optional<String> bootstrapKey(QuantumApiLocalProperties properties) {
        return properties.bootstrapKeyFile().isBlank()
                ? Optional.of(properties.bootstrapKey()).filter(key -> !key.isBlank())
                : Optional.of(KeyFiles.read(properties.bootstrapKeyFile()));
    }

    /** The installation is set up before anybody is let in. */
    @Bean
    Door door(Database database, Clock clock, Installation installation) {
        return new Door(database, clock);
    }

    @Bean
    Desk desk(Door door, Database database, JsonMapper json, Clock clock) {
        return new Desk(door, database, json, clock);
    }

    @Bean
    WebFluxConfigurer callsAsArguments(QuantumApiLocalProperties properties) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new Calls(properties.maxBody()));
            }
        };
    }

    @Bean
    KeysController keysController(Desk desk, KeyRing ring, JsonMapper json) {
        return new KeysController(desk, ring, json);
    }

    @Bean
    Signatures signatures(SecureRandom random) {
        return new Signatures(random);
    }

    @Bean
    SigningController signingController(Desk desk, KeyRing ring, Signatures signatures, JsonMapper json) {
        return new SigningController(desk, ring, signatures, json);
    }

    @Bean
    EncryptionController encryptionController(Desk desk, KeyRing ring, SecureRandom random, JsonMapper json) {
        return new EncryptionController(desk, ring, random, json);
    }

    @Bean
    SecretsController secretsController(
            Desk desk, MasterKeys masterKeys, QuantumApiLocalProperties properties, JsonMapper json) {
        return new SecretsController(desk, masterKeys, properties.maxSecret(), json);
    }

    @Bean
    SshAuthoritiesController sshAuthoritiesController(
            Desk desk, MasterKeys masterKeys, SecureRandom random, JsonMapper json) {
        return new SshAuthoritiesController(desk, masterKeys, random, json);
    }

    @Bean
    SshCertificatesController sshCertificatesController(
            Desk desk, MasterKeys masterKeys, Signatures signatures, SecureRandom random, JsonMapper json) {
        return new SshCertificatesController(desk, masterKeys, signatures, random, json);
    }

    @Bean
    AuditController auditController(Desk desk) {
        return new AuditController(desk);
    }

    @Bean
    ApiKeysController apiKeysController(Desk desk, SecureRandom random, JsonMapper json) {
        return new ApiKeysController(desk, random, json);
    }

    @Bean
    HealthController healthController(Database database, MasterKeys masterKeys) {
        return new HealthController(database, masterKeys);
    }

    @Bean
    Contract contract() {
        return new Contract();
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(json);
    }
}
