package dev.infrahub.console;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The console as a process. */
@SpringBootApplication
public class ConsoleApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts the console with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(ConsoleApplication.class)
                .properties("spring.config.name=console")
                .run(args);
    }
}
