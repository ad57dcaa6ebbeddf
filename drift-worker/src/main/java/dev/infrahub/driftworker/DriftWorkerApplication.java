package dev.infrahub.driftworker;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The drift-worker as a process. */
@SpringBootApplication
public class DriftWorkerApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts the service with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(DriftWorkerApplication.class)
                .properties("spring.config.name=drift-worker")
                .run(args);
    }
}
