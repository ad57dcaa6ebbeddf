package dev.infrahub.embedded;

import dev.infrahub.grants.Account;
import dev.infrahub.schemas.Service;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** Accounts whose passwords are made once and kept: a file for each, by its name, for its owner alone. */
public record KafkaAccounts(Path directory) {

    /** Those of the broker that keeps its state there. */
    public static KafkaAccounts in(Path stateDir) {
        return new KafkaAccounts(stateDir.toAbsolutePath().resolve("credentials"));
    }

    public Account administrator() {
        return of(Account.ADMINISTRATOR);
    }

    /** The administrator, then the services of the hub. */
    List<String> names() {
        return Stream.concat(
                        Stream.of(Account.ADMINISTRATOR),
                        Stream.of(Service.values()).map(Service::id))
                .toList();
    }

    /** Whether the account has its password already. */
    boolean have(String name) {
        return file(name).exists();
    }

    public Account of(String name) {
        return new Account(name, file(name).text());
    }

    /**
     * What a service is told to be of this name, as its command line takes it: that of the password's file, which says nothing
     * to who lists processes.
     */
    public List<String> settings(String name) {
        return List.of(
                "--KAFKA_SECURITY_PROTOCOL=" + SecurityProtocol.SASL_PLAINTEXT.name,
                "--KAFKA_SASL_MECHANISM=" + Account.MECHANISM,
                "--KAFKA_USERNAME=" + name,
                "--KAFKA_PASSWORD_FILE=" + file(name).kept());
    }

    /** Whether there is a broker of our own to administer. */
    public boolean exist() {
        return have(Account.ADMINISTRATOR);
    }

    private KeptKey file(String name) {
        return new KeptKey(directory.resolve(name), "");
    }
}
