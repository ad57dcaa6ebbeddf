package dev.infrahub.standalone;

import dev.infrahub.embedded.KafkaAccounts;
import dev.infrahub.grants.Account;
import dev.infrahub.grants.Administration;
import dev.infrahub.grants.GrantCommands;
import dev.infrahub.grants.Grants;
import dev.infrahub.schemas.Topic;
import dev.infrahub.schemas.Topics;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;

/**
 * {@code ./hub subscriber} and {@code ./hub publisher}: credentials for Kafka of those who are not the hub. On a Kafka that is
 * not the hub's own it prints the commands that would do it.
 */
public final class AccountCommand {

    /** What an account is for. */
    enum Kind {
        SUBSCRIBER(AclOperation.READ, """
            usage: ./hub subscriber <command>

              create NAME --topic TOPIC…   prints a credential that reads these topics, once
              list
              revoke NAME

            It reads in the consumer group NAME, and in groups that begin with "NAME.". A topic holds the events of all
            clients: who reads approval.signed reads everybody's, and is somebody who may.
            """),
        PUBLISHER(AclOperation.WRITE, """
            usage: ./hub publisher <command>

              create NAME   prints a credential that writes plan.submitted, once: for a CI system that hands in plans itself
              list
              revoke NAME

            It may hand in plans of every client, and neither read anything nor write what the board hears.
            """);

        private final AclOperation operation;
        private final String usage;

        Kind(AclOperation operation, String usage) {
            this.operation = operation;
            this.usage = usage;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Grants grants(String name, List<Topic<?>> topics) {
            return switch (this) {
                case SUBSCRIBER -> Grants.ofSubscriber(name, topics);
                case PUBLISHER -> Grants.ofPublisher(name);
            };
        }

        /** The topics that the account may do this with. */
        SortedSet<String> topics(Grants grants) {
            return grants.bindings().stream()
                    .filter(binding -> binding.pattern().resourceType() == ResourceType.TOPIC)
                    .filter(binding -> binding.entry().operation() == operation)
                    .map(binding -> binding.pattern().name())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private final Kind kind;
    private final Settings settings;
    private final PrintStream out;
    private final PrintStream err;

    AccountCommand(Kind kind, Settings settings, PrintStream out, PrintStream err) {
        this.kind = kind;
        this.settings = settings;
        this.out = out;
        this.err = err;
    }

    /** {@code subscriber} or {@code publisher}, then the command. */
    static void main(String[] arguments) {
        Kind kind = Kind.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        try {
            new AccountCommand(kind, Settings.from(System.getenv()), System.out, System.err)
                    .run(Arrays.asList(arguments).subList(1, arguments.length));
        } catch (IllegalArgumentException | IllegalStateException e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(1);
        }
    }

    void run(List<String> arguments) {
        String command = arguments.isEmpty() ? "" : arguments.getFirst();
        List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
        switch (command) {
            case "create" -> create(rest);
            case "list" -> list(rest);
            case "revoke" -> revoke(rest);
            default ->
                throw new IllegalArgumentException(kind.word() + " takes create, list or revoke\n\n" + kind.usage);
        }
    }

    private void create(List<String> arguments) {
        Grants grants = wanted(arguments);
        if (isOutside()) {
            out.println("# " + grants.name() + ".scram holds one line: SCRAM-SHA-512=password=...");
            commands().of(grants).forEach(out::println);
            return;
        }
        Account account = Administration.newAccount(grants.name());
        try (Administration administration = administration()) {
            if (administration.others().containsKey(grants.name())) {
                throw new IllegalArgumentException(
                        "there is a '" + grants.name() + "' already; revoke it first, or choose another name");
            }
            administration.allow(List.of(grants));
            administration.admit(List.of(account));
        }
        Administration.awaitKnown(broker(), account);
        err.println(
                kind.word() + " of " + String.join(", ", kind.topics(grants)) + "; the password is shown this once:");
        out.println("KAFKA_BOOTSTRAP_SERVERS=" + broker());
        out.println("KAFKA_SECURITY_PROTOCOL=SASL_PLAINTEXT");
        out.println("KAFKA_SASL_MECHANISM=" + Account.MECHANISM);
        out.println("KAFKA_USERNAME=" + account.name());
        out.println("KAFKA_PASSWORD=" + account.password());
        out.println("SCHEMA_REGISTRY_URL=" + endpoint("SCHEMA_REGISTRY_URL"));
    }

    private Grants wanted(List<String> arguments) {
        if (arguments.isEmpty()) {
            throw new IllegalArgumentException("create takes a name\n\n" + kind.usage);
        }
        List<Topic<?>> topics = topics(arguments.subList(1, arguments.size()));
        if (topics.isEmpty() == (kind == Kind.SUBSCRIBER)) {
            throw new IllegalArgumentException(
                    (topics.isEmpty() ? "say which topics" : "a publisher writes plan.submitted alone") + "\n\n"
                            + kind.usage);
        }
        return kind.grants(arguments.getFirst(), topics);
    }

    private List<Topic<?>> topics(List<String> options) {
        List<Topic<?>> topics = new ArrayList<>();
        for (int i = 0; i < options.size(); i += 2) {
            if (!options.get(i).equals("--topic") || i + 1 == options.size()) {
                throw new IllegalArgumentException("there is no option " + options.get(i) + "\n\n" + kind.usage);
            }
            topics.add(topic(options.get(i + 1)));
        }
        return topics;
    }

    private static Topic<?> topic(String name) {
        return Topics.ALL.stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no topic '" + name + "'; there are "
                        + Topics.ALL.stream().map(Topic::name).collect(Collectors.joining(", "))));
    }

    private void list(List<String> arguments) {
        if (!arguments.isEmpty()) {
            throw new IllegalArgumentException("list takes nothing\n\n" + kind.usage);
        }
        if (isOutside()) {
            out.println(commands().listing());
            return;
        }
        try (Administration administration = administration()) {
            administration.others().values().stream()
                    .filter(grants -> !kind.topics(grants).isEmpty())
                    .forEach(grants -> out.println(grants.name() + "  " + String.join(", ", kind.topics(grants))));
        }
    }

    private void revoke(List<String> arguments) {
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("revoke takes a name\n\n" + kind.usage);
        }
        String name = arguments.getFirst();
        if (isOutside()) {
            commands().revoking(kind.grants(name, Topics.ALL)).forEach(out::println);
            return;
        }
        try (Administration administration = administration()) {
            Grants grants = administration.others().get(name);
            if (grants == null || kind.topics(grants).isEmpty()) {
                throw new IllegalArgumentException(
                        "there is no " + kind.word() + " '" + name + "'; ./hub " + kind.word() + " list shows them");
            }
            administration.revoke(name);
        }
        err.println("revoked");
    }

    private boolean isOutside() {
        return settings.value("KAFKA_BOOTSTRAP_SERVERS").isPresent();
    }

    private GrantCommands commands() {
        return KafkaCommand.commands(settings);
    }

    private Administration administration() {
        KafkaAccounts accounts = KafkaAccounts.in(settings.home().kafka());
        if (!accounts.exist()) {
            throw new IllegalArgumentException(
                    "there is no Kafka of the hub's own in " + settings.home().root() + "; ./hub up starts one");
        }
        return new Administration(accounts.administrator().clientSettings(broker()));
    }

    private String broker() {
        return endpoint("KAFKA_BOOTSTRAP_SERVERS");
    }

    private String endpoint(String name) {
        return new RunFiles(settings.home().run())
                .endpoint(name)
                .orElseThrow(() -> new IllegalArgumentException("the hub does not run; ./hub up starts it"));
    }
}
