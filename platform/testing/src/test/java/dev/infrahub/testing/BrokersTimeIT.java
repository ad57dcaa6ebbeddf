package dev.infrahub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.events.EventsConfiguration;
import dev.infrahub.grants.Administration;
import dev.infrahub.schemas.Service;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Of topics that give power the broker says when it took an event in, also where an earlier build made the topic. */
class BrokersTimeIT {

    private static final String SETTING = "message.timestamp.type";

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(EventsConfiguration.class)
    static class AnyService {}

    private final Backends backends = Backends.shared();

    @Test
    void the_start_of_the_gateway_or_of_the_broker_sees_to_it() throws ExecutionException, InterruptedException {
        start().close();
        try (Admin admin = Admin.create(backends.administrator())) {
            assertThat(timeOf(admin, Topics.APPROVAL_REQUESTED)).isEqualTo("LogAppendTime");
            assertThat(timeOf(admin, Topics.PLAN_SUBMITTED)).isEqualTo("CreateTime");

            admin.incrementalAlterConfigs(Map.of(
                            resource(Topics.APPROVAL_REQUESTED),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry(SETTING, "CreateTime"), AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            try (Administration administration = new Administration(clientSettings())) {
                administration.letBrokerTellTime();
            }

            assertThat(timeOf(admin, Topics.APPROVAL_REQUESTED)).isEqualTo("LogAppendTime");
        }
    }

    private Map<String, String> clientSettings() {
        Map<String, String> settings = new HashMap<>();
        backends.administrator().forEach((name, value) -> settings.put(name, value.toString()));
        return settings;
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(AnyService.class)
                .properties("spring.config.name=quiet")
                .run(backends.serviceArguments(
                        Service.GATEWAY, backends.newDatabase(), "--spring.main.web-application-type=none"));
    }

    private static String timeOf(Admin admin, Topic<?> topic) throws ExecutionException, InterruptedException {
        return admin.describeConfigs(List.of(resource(topic)))
                .values()
                .values()
                .iterator()
                .next()
                .get()
                .get(SETTING)
                .value();
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }
}
