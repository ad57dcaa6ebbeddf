package dev.infrahub.standalone;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code ./hub signing-key FILE}: a key for the gateways or the cab-signers of a hub that is not this one. */
public final class SigningKeyCommand {

    private SigningKeyCommand() {}

    static void main(String[] args) {
        try {
            make(args);
        } catch (RuntimeException e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void make(String... args) {
        if (args.length != 1) {
            throw new IllegalArgumentException("signing-key takes the file to make: ./hub signing-key FILE");
        }
        KeptSigningKey key = new KeptSigningKey(Path.of(args[0]));
        if (Files.exists(key.file()) || Files.exists(key.publicKey())) {
            throw new IllegalArgumentException(key.file() + " or " + key.publicKey() + " is there already");
        }
        String id = key.make();
        System.out.println("HUB_SIGNING_KEY_FILE=" + key.file()
                + " for those who sign with it, such as gateways: keep it to them");
        System.out.println("HUB_TRUSTED_KEYS_FILE=" + key.publicKey()
                + " for those who believe it, such as cab-signers; events name it " + id);
    }
}
