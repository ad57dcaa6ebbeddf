package dev.infrahub.events;

/**
 * A signing key on standard output: the private key, then the public one, each in PEM. For machines where no other tool knows
 * ML-DSA; it is in the jar of every service that has to do with events.
 */
public final class NewSigningKey {

    private NewSigningKey() {}

    static void main(String[] args) {
        System.out.print(pems());
    }

    static String pems() {
        SigningKey key = SigningKey.generate();
        return key.privatePem() + key.publicPem();
    }
}
