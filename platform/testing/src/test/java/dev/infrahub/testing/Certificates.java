package dev.infrahub.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority of our own and what it signed, made by the JDK's keytool, as PEM files. */
final class Certificates {

    private static final String PASSWORD = "for-tests";

    private final Path directory;
    private final Path store;

    private Certificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("store.p12");
    }

    static Certificates in(Path directory) throws IOException, InterruptedException {
        Certificates certificates = new Certificates(Files.createDirectories(directory));
        certificates.keytool("-alias", "authority", "-dname", "CN=authority", "-ext", "bc:critical=ca:true");
        return certificates;
    }

    Path authority() throws GeneralSecurityException, IOException {
        return pem(
                "authority.pem",
                "CERTIFICATE",
                load().getCertificate("authority").getEncoded());
    }

    /** Signs a certificate for the name, good at the host. */
    Certificates sign(String name, String host) throws IOException, InterruptedException {
        keytool("-alias", name, "-dname", "CN=" + name, "-ext", "san=dns:" + host, "-signer", "authority");
        return this;
    }

    Path certificate(String name) throws GeneralSecurityException, IOException {
        StringBuilder chain = new StringBuilder();
        for (Certificate certificate : load().getCertificateChain(name)) {
            chain.append(text("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(directory.resolve(name + ".pem"), chain);
    }

    /** Readable by its owner alone: Postgres takes no other. */
    Path key(String name) throws GeneralSecurityException, IOException {
        Path file = pem(
                name + "-key.pem",
                "PRIVATE KEY",
                load().getKey(name, PASSWORD.toCharArray()).getEncoded());
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore loaded = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            loaded.load(in, PASSWORD.toCharArray());
        }
        return loaded;
    }

    static char[] password() {
        return PASSWORD.toCharArray();
    }

    private Path pem(String file, String kind, byte[] der) throws IOException {
        return Files.writeString(directory.resolve(file), text(kind, der));
    }

    private static String text(String kind, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der), kind);
    }

    private void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD));
        command.addAll(List.of(arguments));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
    }
}
