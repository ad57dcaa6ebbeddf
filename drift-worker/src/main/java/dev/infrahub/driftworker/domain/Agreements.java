package dev.infrahub.driftworker.domain;

import dev.infrahub.findings.AttributePath;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one client has agreed about drift of its own: decisions, who is in charge of what, and rules. No two clients share any. */
public record Agreements(List<Acceptance> acceptances, List<Ownership> owners, List<Ignored> ignored) {

    /** Of who agreed nothing. */
    public static final Agreements NONE = new Agreements(List.of(), List.of(), List.of());

    public Agreements {
        acceptances = List.copyOf(acceptances);
        owners = List.copyOf(owners);
        ignored = List.copyOf(ignored);
    }

    /** Of what several say, in turn. */
    public Agreements and(Agreements more) {
        return new Agreements(
                both(acceptances, more.acceptances), both(owners, more.owners), both(ignored, more.ignored));
    }

    private static <T> List<T> both(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Decisions alone. */
    public static Agreements of(List<Acceptance> acceptances) {
        return new Agreements(acceptances, List.of(), List.of());
    }

    /**
     * A decision to take drift as it is.
     *
     * @param address of the one resource
     * @param attribute of it, as {@link AttributePath} spells it
     * @param change the fingerprint of the change that was looked at; null for whatever comes, which nobody can take of what is a
     *     matter of security
     * @param by who decided
     */
    public record Acceptance(
            String id,
            String module,
            String address,
            String attribute,
            @Nullable String change,
            Instant until,
            String by,
            String why) {

        boolean isOf(String ofModule, String ofAddress, AttributePath path, String fingerprint, boolean security) {
            boolean looked = change == null ? !security : change.equals(fingerprint);
            return looked && module.equals(ofModule) && address.equals(ofAddress) && attribute.equals(path.toString());
        }
    }

    /** That something else is in charge of attributes: patterns of module, address and path. */
    public record Ownership(String id, String module, String address, String attribute, String owner) {

        /** @throws IllegalArgumentException where it could be about nothing, or does not say who */
        public Ownership {
            requirePatterns(module, address, attribute);
            require(!owner.isBlank(), "owner is who or what is in charge, such as cluster-autoscaler");
        }

        boolean isOf(String ofModule, String ofAddress, AttributePath path) {
            return Agreements.matches(module, address, attribute, ofModule, ofAddress, path);
        }
    }

    /** A rule of the client's own: patterns of module, address and path. */
    public record Ignored(String id, String module, String address, String attribute, String why) {

        /** @throws IllegalArgumentException where it could be about nothing, or does not say why */
        public Ignored {
            requirePatterns(module, address, attribute);
            require(!why.isBlank(), "why says why nobody has to look at it");
        }

        boolean isOf(String ofModule, String ofAddress, AttributePath path) {
            return Agreements.matches(module, address, attribute, ofModule, ofAddress, path);
        }
    }

    private static void requirePatterns(String module, String address, String attribute) {
        require(!module.isBlank(), "module is the name of a module, or a pattern with *");
        require(!address.isBlank(), "address is like aws_autoscaling_group.workers, or a pattern with *");
        require(
                !attribute.isBlank() && !PathPattern.of(attribute).names().isEmpty(),
                "attribute is a path like tags.owner or settings[\"a.b\"].*, without indexes");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    private static boolean matches(
            String module, String address, String attribute, String ofModule, String ofAddress, AttributePath path) {
        PathPattern pattern = PathPattern.of(attribute);
        return new Glob(module).matches(ofModule)
                && new Glob(address).matches(ofAddress)
                && !pattern.isWhole()
                && pattern.leadsTo(path);
    }

    Optional<Acceptance> acceptance(
            String module, String address, AttributePath path, String fingerprint, boolean security, Instant at) {
        return acceptances.stream()
                .filter(one -> one.until.isAfter(at) && one.isOf(module, address, path, fingerprint, security))
                .findFirst();
    }

    Optional<Ownership> owner(String module, String address, AttributePath path) {
        return owners.stream().filter(one -> one.isOf(module, address, path)).findFirst();
    }

    Optional<Ignored> ignored(String module, String address, AttributePath path) {
        return ignored.stream().filter(one -> one.isOf(module, address, path)).findFirst();
    }

    /** The ids of all that is for this module. */
    Stream<String> idsOf(String module) {
        return Stream.of(
                        acceptances.stream()
                                .filter(one -> one.module.equals(module))
                                .map(Acceptance::id),
                        owners.stream()
                                .filter(one -> new Glob(one.module).matches(module))
                                .map(Ownership::id),
                        ignored.stream()
                                .filter(one -> new Glob(one.module).matches(module))
                                .map(Ignored::id))
                .flatMap(ids -> ids);
    }
}
