package dev.infrahub.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Method;

/**
 * The registry's main class in its own process. Standard input is a pipe that our side never writes to: it ends when our
 * side dies, however it dies, and then so does the registry.
 */
final class RegistryProcess {

    private RegistryProcess() {}

    public static void main(String[] args) throws ReflectiveOperationException {
        Thread.ofPlatform().daemon().name("owner-watch").start(RegistryProcess::dieWithOwner);
        Method registry =
                Class.forName("io.quarkus.bootstrap.runner.QuarkusEntryPoint").getMethod("main", String[].class);
        registry.invoke(null, (Object) args);
    }

    private static void dieWithOwner() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException _) {
            // a broken pipe says the same
        }
        Runtime.getRuntime().halt(1);
    }
}
