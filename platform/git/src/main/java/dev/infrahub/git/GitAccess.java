package dev.infrahub.git;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which repositories may be asked, and as whom. Where no hosts are named, any may that is none of this machine and of its
 * link: others choose the addresses, and nobody is to reach by the hub what he could not reach himself.
 *
 * @param hosts the only ones that are asked, also where they are this machine; in lower case
 * @param folders those in which repositories of this machine may be; none where there are none
 * @param githubToken sent to {@code https://github.com} and nowhere else
 * @param sshKey the private key for SSH
 * @param sshKnownHosts the keys of hosts that are believed by SSH; no other is
 */
public record GitAccess(
        Set<String> hosts,
        List<Path> folders,
        Optional<String> githubToken,
        Optional<Path> sshKey,
        Optional<Path> sshKnownHosts) {

    /** Of nobody, to whoever has no address of this machine. */
    public static final GitAccess ANONYMOUS =
            new GitAccess(Set.of(), List.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Where it may be asked.
     *
     * @return the network addresses that were looked at, for git to go to no others; none where any of that host's will do
     * @throws GitFailed where it may not be
     */
    List<String> permit(GitAddress repository) {
        return switch (repository.scheme()) {
            case FILE -> {
                permitFolder(repository.path());
                yield List.of();
            }
            case HTTPS -> permitHost(repository.host());
            case SSH -> {
                if (sshKey.isEmpty() || sshKnownHosts.isEmpty()) {
                    throw new GitFailed(
                            "repository.no_ssh_key",
                            "The repository is asked by SSH, for which no key and no known hosts are configured.");
                }
                yield permitHost(repository.host());
            }
        };
    }

    /** Wherever links lead. */
    private void permitFolder(Path folder) {
        Path real = real(folder);
        if (folders.stream().noneMatch(allowed -> real.startsWith(real(allowed)))) {
            throw new GitFailed(
                    "repository.not_permitted", "The repository is a folder of this machine in which none may be.");
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException _) {
            return folder.toAbsolutePath().normalize();
        }
    }

    private List<String> permitHost(String host) {
        if (hosts.contains(host)) {
            return List.of();
        }
        if (!hosts.isEmpty()) {
            throw new GitFailed(
                    "repository.not_permitted", "The repository's host is none of those that may be asked.");
        }
        InetAddress[] addresses = addresses(host);
        if (Arrays.stream(addresses).anyMatch(GitAccess::isOfThisMachine)) {
            throw new GitFailed(
                    "repository.not_permitted",
                    "The repository's host has an address of this machine or its link; name the host, where that is meant.");
        }
        return Arrays.stream(addresses).map(InetAddress::getHostAddress).collect(Collectors.toUnmodifiableList());
    }

    private static InetAddress[] addresses(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException _) {
            throw new GitFailed("repository.unreachable", "No name server knows the repository's host.");
        }
    }

    private static boolean isOfThisMachine(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || isOfAnInterface(address);
    }

    /** What cannot be told is not asked. */
    private static boolean isOfAnInterface(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException _) {
            return true;
        }
    }
}
