package dev.infrahub.secretscanner;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The secret-scanner as a process. */
@SpringBootApplication
public class SecretScannerApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts the service with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(SecretScannerApplication.class)
                .properties("spring.config.name=secret-scanner")
                .run(args);
    }
}
