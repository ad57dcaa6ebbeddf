package dev.infrahub.bench;

import dev.infrahub.grants.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts and stops a hub of its own by the command a user would type.
 *
 * @param settings more variables of its environment
 */
record Launcher(Path hub, Path home, int port, String key, Map<String, String> settings) {

    /** The same hub, to be started with these. */
    Launcher with(Map<String, String> others) {
        return new Launcher(hub, home, port, key, others);
    }

    /** @return how long the command took until the hub was ready */
    Duration up() throws IOException, InterruptedException {
        long start = System.nanoTime();
        run("up", "-d");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    void down() throws IOException, InterruptedException {
        run("down");
    }

    private void run(String... command) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(hub.toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(line);
        builder.environment().put("HUB_HOME", home.toString());
        builder.environment().put("HUB_PORT", Integer.toString(port));
        builder.environment().put("HUB_ADMIN_KEY", key);
        builder.environment().put("HUB_GATEWAY_REQUESTSPERMINUTE", "10000000");
        builder.environment().putAll(settings);
        Path output = Files.createTempFile("hub-bench", ".log");
        int status = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("hub " + command[0] + " failed:\n" + Files.readString(output));
        }
        Files.delete(output);
    }

    String quantumApiKey() throws IOException {
        return Files.readString(home.resolve("quantumapi").resolve("api-key")).strip();
    }

    String databasePassword() throws IOException {
        return Files.readString(home.resolve("postgres").resolve("password")).strip();
    }

    Account kafkaAdministrator() throws IOException {
        Path password = home.resolve("kafka").resolve("credentials").resolve(Account.ADMINISTRATOR);
        return new Account(Account.ADMINISTRATOR, Files.readString(password).strip());
    }

    Map<String, String> endpoints() throws IOException {
        try (Stream<String> lines = Files.lines(home.resolve("run").resolve("endpoints"))) {
            return lines.filter(line -> line.contains("="))
                    .collect(Collectors.toMap(
                            line -> line.substring(0, line.indexOf('=')),
                            line -> line.substring(line.indexOf('=') + 1)));
        }
    }

    /**
     * Resident memory of every process of this hub, in MiB: the proportional set size, in which memory that processes
     * share is counted once. Negative where the system does not tell (only Linux does).
     */
    long residentMib() {
        return ProcessHandle.allProcesses()
                        .filter(this::isOurs)
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .map(ProcessHandle::pid)
                        .distinct()
                        .mapToLong(Launcher::proportionalKib)
                        .sum()
                / 1024;
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            String command = Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"));
            return command.contains(home.toString())
                    && process.pid() != ProcessHandle.current().pid();
        } catch (IOException gone) {
            return false;
        }
    }

    private static long proportionalKib(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
