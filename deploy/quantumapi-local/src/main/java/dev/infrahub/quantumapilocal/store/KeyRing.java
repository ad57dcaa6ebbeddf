package dev.infrahub.quantumapilocal.store;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyMaterial;
import dev.infrahub.quantumapilocal.domain.KeyState;
import dev.infrahub.quantumapilocal.domain.MasterKeys;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Keys with their private parts: sealed on the way in, open only for as long as they are used. */
public final class KeyRing {

    private final MasterKeys masterKeys;
    private final SecureRandom random;

    public KeyRing(MasterKeys masterKeys, SecureRandom random) {
        this.masterKeys = masterKeys;
        this.random = random;
    }

    /** What its maker says of a new key. */
    public record NewKey(String name, Algorithm algorithm, List<String> labels, boolean isDefault, String createdBy) {}

    /** Makes a key; empty when the name is taken. */
    public Optional<Key> generate(Transaction transaction, NewKey asked, Instant now) {
        return add(transaction, asked, KeyMaterial.generate(asked.algorithm(), random), now);
    }

    /** Takes a key that was made elsewhere; empty when the name is taken. Forgets the material. */
    public Optional<Key> add(Transaction transaction, NewKey asked, KeyMaterial material, Instant now) {
        Key key = new Key(
                UUID.randomUUID(),
                asked.name(),
                asked.algorithm(),
                KeyState.ACTIVE,
                1,
                asked.labels(),
                asked.isDefault(),
                now,
                asked.createdBy(),
                Optional.empty());
        if (!Keys.add(transaction, key)) {
            return Optional.empty();
        }
        addVersion(transaction, key, 1, material, now);
        return Optional.of(key);
    }

    /** Makes a new version, which signs and encrypts from now on; the key must be locked. */
    public void rotate(Transaction transaction, Key key, Instant now) {
        int version = key.version() + 1;
        addVersion(transaction, key, version, KeyMaterial.generate(key.algorithm(), random), now);
        Keys.activate(transaction, key.id(), version);
    }

    private void addVersion(Transaction transaction, Key key, int version, KeyMaterial material, Instant now) {
        MasterKeys.Sealed sealed = masterKeys.seal(key.place(version), material.privateKey());
        material.forget();
        Keys.addVersion(
                transaction, key.id(), new Key.Version(version, KeyState.ACTIVE, now, material.publicKey(), sealed));
    }

    /**
     * Uses the private part of a version, and forgets it.
     *
     * @throws IllegalStateException when it does not open: its row was changed, or its master key is missing
     */
    public <T> T withPrivateKey(Key key, Key.Version version, Function<byte[], T> use) {
        byte[] privateKey = masterKeys
                .open(key.place(version.version()), version.privateKey())
                .orElseThrow(() -> new IllegalStateException(
                        "Version " + version.version() + " of key " + key.id() + " does not open."));
        try {
            return use.apply(privateKey);
        } finally {
            Arrays.fill(privateKey, (byte) 0);
        }
    }
}
