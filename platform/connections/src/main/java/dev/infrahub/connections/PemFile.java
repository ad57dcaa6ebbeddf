package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A file of certificates, or of a private key, in PEM. It was read and understood when this was made.
 *
 * @param text all of it
 */
public record PemFile(Path path, String text) {

    private static final String KEY = "-----BEGIN PRIVATE KEY-----";

    /**
     * @param variable that names the file
     * @throws SettingRefused when there is no certificate in it
     */
    public static PemFile certificates(String variable, String path) {
        SettingFile file = new SettingFile(variable, path);
        PemFile pem = new PemFile(Path.of(path), file.text());
        if (parsed(file, pem.text).isEmpty()) {
            throw file.refused("holds no certificate; it must be PEM, as \"-----BEGIN CERTIFICATE-----\" begins");
        }
        return pem;
    }

    /**
     * @param variable that names the file
     * @throws SettingRefused when there is no key in it that Kafka's, Postgres's and our own clients all read
     */
    public static PemFile privateKey(String variable, String path) {
        SettingFile file = new SettingFile(variable, path);
        String text = file.text();
        if (!text.contains(KEY)) {
            throw file.refused("holds no private key in PKCS #8, as \"" + KEY
                    + "\" begins: convert it with \"openssl pkcs8 -topk8 -nocrypt\"");
        }
        return new PemFile(Path.of(path), text);
    }

    public List<X509Certificate> certificates() {
        return parsed(new SettingFile("A setting", path.toString()), text);
    }

    @Override
    public String toString() {
        return "PemFile[" + path + "]";
    }

    private static List<X509Certificate> parsed(SettingFile file, String text) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (CertificateException _) {
            throw file.refused(
                    "holds no readable certificate; it must be PEM, as \"-----BEGIN CERTIFICATE-----\" begins");
        }
    }
}
