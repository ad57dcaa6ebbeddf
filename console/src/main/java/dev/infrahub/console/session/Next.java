package dev.infrahub.console.session;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** Where somebody goes once they are signed in: a page of ours and nowhere else. */
public final class Next {

    public static final String HOME = "/";

    private Next() {}

    /** What was asked for, where it is a path of this host in any browser's reading; else home. */
    public static String of(@Nullable String asked) {
        return asked != null && isOurs(asked) ? asked : HOME;
    }

    private static boolean isOurs(String asked) {
        if (!asked.startsWith("/")
                || asked.startsWith("//")
                || asked.startsWith("/sign-")
                || asked.chars().anyMatch(c -> c == '\\' || c <= ' ' || c == 0x7f)) {
            return false;
        }
        try {
            URI uri = new URI(asked);
            return uri.getScheme() == null && uri.getRawAuthority() == null;
        } catch (URISyntaxException _) {
            return false;
        }
    }
}
