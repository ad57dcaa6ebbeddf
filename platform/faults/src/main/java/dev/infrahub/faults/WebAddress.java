package dev.infrahub.faults;

import java.net.URI;

/** The address of a service, as a setting says it: http or https and a host, with a port or not, and nothing more. */
public final class WebAddress {

    private WebAddress() {}

    /**
     * Without a slash at its end.
     *
     * @throws SettingRefused with the variable's name, for anything else
     */
    public static String of(String variable, String text) {
        String address = text.strip();
        String without = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        try {
            URI uri = URI.create(without);
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb
                    && uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null) {
                return without;
            }
        } catch (IllegalArgumentException _) {
            // told below
        }
        throw new SettingRefused(
                variable + " is http:// or https:// and a host, with a port or not, such as https://hub.example.org.");
    }
}
