package dev.infrahub.gateway;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The gateway as a process. */
@SpringBootApplication
public class GatewayApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts the gateway with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(GatewayApplication.class)
                .properties("spring.config.name=gateway")
                .run(args);
    }
}
