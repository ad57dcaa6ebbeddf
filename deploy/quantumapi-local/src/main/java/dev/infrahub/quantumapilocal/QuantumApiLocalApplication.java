package dev.infrahub.quantumapilocal;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The local installation of QuantumAPI as a process. */
@SpringBootApplication
public class QuantumApiLocalApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts it with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(QuantumApiLocalApplication.class)
                .properties("spring.config.name=quantumapi-local")
                .run(args);
    }
}
