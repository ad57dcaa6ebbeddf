package dev.infrahub.faults;

/** A setting that two services know and nobody else: printable, so that a header can hold it, and too long to be guessed. */
public final class SharedSecret {

    private static final int SHORTEST = 32;
    private static final int LONGEST = 200;

    private SharedSecret() {}

    /**
     * Empty for none.
     *
     * @param variable the setting's name
     * @throws SettingRefused for what can be guessed or not be sent
     */
    public static String of(String variable, String said) {
        String secret = said.strip();
        if (!secret.isEmpty()
                && (secret.length() < SHORTEST
                        || secret.length() > LONGEST
                        || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f))) {
            throw new SettingRefused(variable + " is " + SHORTEST + " to " + LONGEST
                    + " letters, digits and signs, the same for all who know it: what 'openssl rand -hex 32' prints.");
        }
        return secret;
    }
}
