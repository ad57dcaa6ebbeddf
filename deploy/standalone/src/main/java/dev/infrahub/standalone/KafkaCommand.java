package dev.infrahub.standalone;

import dev.infrahub.grants.GrantCommands;
import dev.infrahub.grants.Grants;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./hub kafka}: what the hub needs of a Kafka that is not its own. */
public final class KafkaCommand {

    private static final String USAGE = """
        usage: ./hub kafka grants [NAME]

          grants         prints the commands that let each service do what it has to, and nothing else
          grants NAME    the same for one account that stands for all services, as in ./hub up
        """;

    private static final String PREFACE = """
        # Kafka's own tools put these in place, as whom admin.properties says.
        # NAME.scram holds one line, SCRAM-SHA-512=password=..., for its owner alone (umask 077); delete it then.
        # Where accounts are made in another way, by certificates for example, leave out the lines of kafka-configs.sh.
        # The last lines have the broker tell the time of what gives power, on topics that are there; of others they fail, harmlessly.
        # Each service is told KAFKA_SECURITY_PROTOCOL, KAFKA_USERNAME and KAFKA_PASSWORD_FILE.
        """;

    private KafkaCommand() {}

    static void main(String[] arguments) {
        try {
            System.out.print(text(Settings.from(System.getenv()), Arrays.asList(arguments)));
        } catch (IllegalArgumentException e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(1);
        }
    }

    static String text(Settings settings, List<String> arguments) {
        if (arguments.isEmpty() || !arguments.getFirst().equals("grants") || arguments.size() > 2) {
            throw new IllegalArgumentException("kafka takes grants\n\n" + USAGE);
        }
        GrantCommands commands = commands(settings);
        List<String> lines = new ArrayList<>();
        if (arguments.size() == 1) {
            lines.addAll(commands.ofServices());
        } else {
            lines.addAll(commands.of(Grants.ofAllServices(arguments.getLast())));
            lines.addAll(commands.brokersTime());
        }
        return PREFACE + String.join("\n", lines) + "\n";
    }

    static GrantCommands commands(Settings settings) {
        return GrantCommands.on(settings.value("KAFKA_BOOTSTRAP_SERVERS").orElse("localhost:9092"));
    }
}
