package dev.infrahub.quantumapilocal.domain.ssh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A certificate, read field by field in the order of PROTOCOL.certkeys, independently of what writes it.
 *
 * @param key the public key's fields after the name of its type
 * @param authority the blob of the key that signed
 * @param signed what the signature is of
 */
record ReadCertificate(
        String type,
        byte[] nonce,
        byte[] key,
        long serial,
        int kind,
        String identity,
        List<String> principals,
        long validAfter,
        long validBefore,
        Map<String, String> criticalOptions,
        List<String> extensions,
        byte[] authority,
        byte[] signed,
        ReadSignature signature) {

    static final int USER = 1;
    static final int HOST = 2;

    /** @throws IllegalArgumentException when it is none */
    static ReadCertificate of(byte[] blob) {
        SshBytes in = new SshBytes(blob);
        String type = in.text();
        byte[] nonce = in.string();
        int keyBegins = in.position();
        for (int i = 0; i < stringsOfKey(type); i++) {
            in.string();
        }
        byte[] key = Arrays.copyOfRange(blob, keyBegins, in.position());
        long serial = in.uint64();
        int kind = in.uint32();
        String identity = in.text();
        List<String> principals = texts(in.string());
        long after = in.uint64();
        long before = in.uint64();
        Map<String, String> options = options(in.string());
        List<String> extensions = extensions(in.string());
        SshBytes.check(in.string().length == 0, "reserved");
        byte[] authority = in.string();
        byte[] signed = Arrays.copyOf(blob, in.position());
        ReadSignature signature = ReadSignature.of(in.string());
        in.end();
        return new ReadCertificate(
                type,
                nonce,
                key,
                serial,
                kind,
                identity,
                principals,
                after,
                before,
                options,
                extensions,
                authority,
                signed,
                signature);
    }

    /** Of a line of {@code id_…-cert.pub}. */
    static byte[] blob(String line) {
        return Base64.getDecoder().decode(line.split(" ", -1)[1]);
    }

    private static int stringsOfKey(String type) {
        return switch (type) {
            case "ssh-ed25519-cert-v01@openssh.com", "ssh-mldsa44-ed25519-cert-v01@openssh.com" -> 1;
            case "ecdsa-sha2-nistp256-cert-v01@openssh.com", "ssh-rsa-cert-v01@openssh.com" -> 2;
            default -> throw new IllegalArgumentException("type " + type);
        };
    }

    private static List<String> texts(byte[] section) {
        SshBytes in = new SshBytes(section);
        List<String> texts = new ArrayList<>();
        while (in.hasMore()) {
            texts.add(in.text());
        }
        return texts;
    }

    private static Map<String, String> options(byte[] section) {
        SshBytes in = new SshBytes(section);
        Map<String, String> options = new TreeMap<>();
        while (in.hasMore()) {
            String name = in.text();
            SshBytes value = new SshBytes(in.string());
            options.put(name, value.text());
            value.end();
        }
        return options;
    }

    private static List<String> extensions(byte[] section) {
        SshBytes in = new SshBytes(section);
        List<String> extensions = new ArrayList<>();
        while (in.hasMore()) {
            extensions.add(in.text());
            SshBytes.check(in.string().length == 0, "an extension without a value");
        }
        return extensions;
    }

    boolean verifies() {
        return signature.verifies(authority, signed);
    }
}
