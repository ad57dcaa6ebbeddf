package dev.infrahub.quantumapilocal.web.keys;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.KeyState;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.store.Keys;
import dev.infrahub.quantumapilocal.store.Transaction;
import dev.infrahub.quantumapilocal.web.calls.Attempt;
import dev.infrahub.quantumapilocal.web.calls.Resource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** Keys that callers name, or a problem that says why they cannot be used. */
public final class KeyLookup {

    private KeyLookup() {}

    /**
     * The key of that id, or the default of the type, which the call is about.
     *
     * @throws Problem 404, or 409 when it is pending deletion
     */
    public static Key usable(Transaction transaction, Attempt<?> attempt, Optional<UUID> id, KeyType byDefault) {
        id.ifPresent(given -> attempt.about(Resource.KEY, given));
        Key key = id.map(given -> find(transaction, given))
                .or(() -> Keys.findDefault(transaction, byDefault))
                .orElseThrow(Resource.KEY::missing);
        attempt.about(Resource.KEY, key.id());
        return checkUsable(key);
    }

    /** @throws Problem 409 when it is pending deletion */
    public static Key checkUsable(Key key) {
        if (key.state() != KeyState.ACTIVE) {
            throw Problem.of(
                    409, "key.not_active", "The key is pending deletion and does nothing; restore it to use it.");
        }
        return key;
    }

    /** @throws Problem 422 about keyId when the key is for something else */
    public static void checkType(Key key, KeyType... types) {
        if (Arrays.stream(types).noneMatch(type -> type == key.algorithm().type())) {
            throw Problem.invalid(
                    "keyId", "is a key of " + key.algorithm().text() + ", which is not for this operation");
        }
    }

    private static Key find(Transaction transaction, UUID id) {
        return Keys.find(transaction, id)
                .orElseThrow(() -> Resource.KEY.missing().field("keyId"));
    }
}
