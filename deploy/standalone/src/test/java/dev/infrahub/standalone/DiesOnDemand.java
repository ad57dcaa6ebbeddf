package dev.infrahub.standalone;

import dev.infrahub.supervision.Recurring;
import dev.infrahub.supervision.Supervisor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Work in the background of the CAB signer that dies when a file is there, as of a class that is not. For tests alone. */
@AutoConfiguration
@ConditionalOnProperty(name = "spring.application.name", havingValue = "cab-signer")
class DiesOnDemand {

    static final String FILE = "TEST_DIES_WHEN_THERE_IS";

    @Bean
    Recurring dyingOnDemand(Supervisor supervisor, Environment environment) {
        String file = environment.getProperty(FILE, "");
        return new Recurring(supervisor, "work on demand", Duration.ofMillis(50), Duration.ofSeconds(1), () -> {
            if (!file.isEmpty() && Files.exists(Path.of(file))) {
                throw new NoClassDefFoundError("org/bouncycastle/crypto/CipherParameters");
            }
            return false;
        });
    }
}
