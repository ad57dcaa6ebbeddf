package dev.infrahub.ssh;

import java.util.regex.Pattern;

/** The name of an account that a certificate lets its holder log in as. */
public final class SshPrincipal {

    /** How many one certificate names at most; OpenSSH reads up to 256. */
    public static final int MOST = 32;

    public static final String PATTERN = "[A-Za-z0-9_][A-Za-z0-9._@+-]{0,63}";

    private static final Pattern FORM = Pattern.compile(PATTERN);

    private SshPrincipal() {}

    public static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }
}
