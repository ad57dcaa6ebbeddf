package dev.infrahub.connections;

import dev.infrahub.faults.SettingRefused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;

/**
 * The hosts that a variable names. One that no name server knows is a name misspelt, and not a server that is late: clients
 * would look for it for minutes.
 */
public record HostNames(String variable, Collection<String> hosts) {

    public static HostNames of(String variable, String host) {
        return new HostNames(variable, List.of(host));
    }

    /** @throws SettingRefused where none of them is known */
    public void requireKnown() {
        if (hosts.stream().noneMatch(HostNames::isKnown)) {
            throw new SettingRefused(variable + " names " + String.join(" and ", hosts)
                    + ", which no name server knows: check " + variable + ".");
        }
    }

    private static boolean isKnown(String host) {
        try {
            var _ = InetAddress.getAllByName(host);
            return true;
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
