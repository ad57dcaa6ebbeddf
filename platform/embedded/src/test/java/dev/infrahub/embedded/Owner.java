package dev.infrahub.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another JVM that owns what it started, so that it can be killed without a chance to clean up. */
record Owner(Process process, BufferedReader output) implements AutoCloseable {

    static Owner of(Class<?> main, Path state, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                state.toString()));
        command.addAll(List.of(more));
        Process process =
                new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
        return new Owner(process, process.inputReader());
    }

    String firstLine() throws IOException {
        return output.readLine();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
