package dev.infrahub.standalone;

import dev.infrahub.embedded.Ports;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Ports that nobody chose: any free one at first, then the same at every start for as long as it can be had. */
final class KeptPorts {

    private final Path file;
    private final Properties ports = new Properties();

    KeptPorts(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                ports.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
    }

    synchronized int of(String name) {
        int kept = Integer.parseInt(ports.getProperty(name, "0"));
        return kept > 0 && Ports.isFree(kept) ? kept : choose(name);
    }

    private int choose(String name) {
        int port = Ports.free();
        while (ports.containsValue(Integer.toString(port))) {
            port = Ports.free();
        }
        ports.setProperty(name, Integer.toString(port));
        save();
        return port;
    }

    private void save() {
        try {
            Files.createDirectories(file.getParent());
            try (Writer writer = Files.newBufferedWriter(file)) {
                ports.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
