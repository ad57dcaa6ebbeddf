package dev.infrahub.chatservice;

import dev.infrahub.supervision.ServiceMain;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The chat-service as a process. */
@SpringBootApplication
public class ChatServiceApplication {

    static void main(String[] args) {
        ServiceMain.run(() -> start(args));
    }

    /** Starts the service with the same configuration wherever it runs: alone, standalone, in a test. */
    public static ConfigurableApplicationContext start(String... args) {
        return new SpringApplicationBuilder(ChatServiceApplication.class)
                .properties("spring.config.name=chat-service")
                .run(args);
    }
}
