package dev.infrahub.quantumapilocal;

import dev.infrahub.connections.PostgresConfiguration;
import dev.infrahub.faults.SettingRefused;
import dev.infrahub.http.Errors;
import dev.infrahub.http.Problem;
import dev.infrahub.http.ProblemHandler;
import dev.infrahub.http.RequestReader;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import dev.infrahub.quantumapilocal.domain.Rejected;
import dev.infrahub.quantumapilocal.domain.Signatures;
import dev.infrahub.quantumapilocal.store.Database;
import dev.infrahub.quantumapilocal.store.KeyRing;
import dev.infrahub.quantumapilocal.web.apikeys.ApiKeysController;
import dev.infrahub.quantumapilocal.web.audit.AuditController;
import dev.infrahub.quantumapilocal.web.calls.AccessControl;
import dev.infrahub.quantumapilocal.web.calls.CallResolver;
import dev.infrahub.quantumapilocal.web.calls.Calls;
import dev.infrahub.quantumapilocal.web.calls.Problems;
import dev.infrahub.quantumapilocal.web.calls.RequestFormat;
import dev.infrahub.quantumapilocal.web.contract.Contract;
import dev.infrahub.quantumapilocal.web.encryption.EncryptionController;
import dev.infrahub.quantumapilocal.web.health.HealthController;
import dev.infrahub.quantumapilocal.web.keys.KeysController;
import dev.infrahub.quantumapilocal.web.secrets.SecretsController;
import dev.infrahub.quantumapilocal.web.signing.SigningController;
import dev.infrahub.quantumapilocal.web.ssh.SshAuthoritiesController;
import dev.infrahub.quantumapilocal.web.ssh.SshCertificatesController;
import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.SupervisionConfiguration;
import dev.infrahub.supervision.Supervisor;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.validation.Validator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** Every bean of the local installation of QuantumAPI. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(QuantumApiLocalProperties.class)
@Import({PostgresConfiguration.class, SupervisionConfiguration.class})
class QuantumApiLocalConfiguration {

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

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
            throw new SettingRefused("The master key " + rejected.why() + ".");
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
        installation.open(bootstrapKey(properties));
        return installation;
    }

    @Bean
    Recurring housekeeping(Installation installation, QuantumApiLocalProperties properties, Supervisor supervisor) {
        return new Recurring(
                supervisor,
                "housekeeping",
                properties.housekeeping(),
                STOP_WITHIN,
                Recurring.whole(installation::keepHouse));
    }

    private static Optional<String> bootstrapKey(QuantumApiLocalProperties properties) {
        return properties.bootstrapKeyFile().isBlank()
                ? Optional.of(properties.bootstrapKey()).filter(key -> !key.isBlank())
                : Optional.of(KeyFiles.read(properties.bootstrapKeyFile()));
    }

    /** The installation is set up before anybody is let in. */
    @Bean
    AccessControl accessControl(Database database, Clock clock, Installation installation) {
        return new AccessControl(database, clock);
    }

    /** Texts are taken as they are: a secret may hold anything. */
    @Bean
    RequestReader requestReader(Validator validator) {
        return new RequestReader(RequestFormat.json(), validator, (_, _, _) -> Optional.empty());
    }

    @Bean
    Calls calls(AccessControl access, Database database, RequestReader reader, JsonMapper json, Clock clock) {
        return new Calls(access, database, reader, json, clock);
    }

    @Bean
    WebFluxConfigurer callsAsArguments(QuantumApiLocalProperties properties) {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallResolver(properties.maxBody()));
            }
        };
    }

    @Bean
    KeysController keysController(Calls calls, KeyRing ring) {
        return new KeysController(calls, ring);
    }

    @Bean
    Signatures signatures(SecureRandom random) {
        return new Signatures(random);
    }

    @Bean
    SigningController signingController(Calls calls, KeyRing ring, Signatures signatures) {
        return new SigningController(calls, ring, signatures);
    }

    @Bean
    EncryptionController encryptionController(Calls calls, KeyRing ring, SecureRandom random) {
        return new EncryptionController(calls, ring, random);
    }

    @Bean
    SecretsController secretsController(Calls calls, MasterKeys masterKeys, QuantumApiLocalProperties properties) {
        return new SecretsController(calls, masterKeys, properties.maxSecret());
    }

    @Bean
    SshAuthoritiesController sshAuthoritiesController(Calls calls, MasterKeys masterKeys, SecureRandom random) {
        return new SshAuthoritiesController(calls, masterKeys, random);
    }

    @Bean
    SshCertificatesController sshCertificatesController(
            Calls calls, MasterKeys masterKeys, Signatures signatures, SecureRandom random) {
        return new SshCertificatesController(calls, masterKeys, signatures, random);
    }

    @Bean
    AuditController auditController(Calls calls) {
        return new AuditController(calls);
    }

    @Bean
    ApiKeysController apiKeysController(Calls calls, SecureRandom random) {
        return new ApiKeysController(calls, random);
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
    Errors errors() {
        return new Errors();
    }

    @Bean
    ProblemHandler problemHandler(JsonMapper json) {
        return new ProblemHandler(
                json,
                new ProblemHandler.Style(
                        "urn:quantumapi:problem:",
                        "installation",
                        Problems::known,
                        Problem::code,
                        _ -> Optional.empty()));
    }
}
