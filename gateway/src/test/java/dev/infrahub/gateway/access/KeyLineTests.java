package dev.infrahub.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Keys that make keys that make keys: generated, and held against each that stands before. */
class KeyLineTests {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final KeyRules RULES = new KeyRules(1200, Duration.ofDays(365));
    private static final List<String> CLIENTS = List.of("acme", "globex", "initech");
    private static final int LINES = 4000;
    private static final int LONGEST = 6;

    private final Random random = new Random(20261128);

    /** Who stands before: the callers from the first maker on. */
    private record Made(List<Caller> makers, List<ApiKey> line) {}

    @Test
    void no_line_of_keys_may_more_or_longer_or_faster_than_any_that_it_comes_from() {
        int longest = 0;
        int made = 0;
        for (int n = 0; n < LINES; n++) {
            Made line = line();
            longest = Math.max(longest, line.line().size());
            made += line.line().size();
        }

        assertThat(longest).isGreaterThan(3);
        assertThat(made).isGreaterThan(LINES / 2);
    }

    private Made line() {
        ApiKey first = key(Role.ADMIN, Set.of(), Clients.all(), OptionalInt.empty(), null, "user:ada");
        List<ApiKey> line = new ArrayList<>(random.nextBoolean() ? List.of() : List.of(first));
        List<Caller> makers = new ArrayList<>(List.of(line.isEmpty() ? person() : caller(line)));
        for (int depth = 0; depth < LONGEST; depth++) {
            Optional<ApiKey> key = make(makers.getLast());
            if (key.isEmpty()) {
                continue;
            }
            line.addFirst(key.get());
            Caller caller = caller(line);
            makers.forEach(before -> assertWithin(caller, before));
            makers.add(caller);
        }
        return new Made(makers, line);
    }

    private static Caller caller(List<ApiKey> line) {
        return new KeyLine(line).caller(RULES.perMinute());
    }

    private static Caller person() {
        return new Caller(
                "user:ada",
                "ada",
                Set.of(Role.ADMIN),
                Role.ADMIN.permissions(),
                Clients.all(),
                Proof.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** Anything that somebody may wish for; most of it is refused. */
    private Optional<ApiKey> make(Caller maker) {
        Role role = random.nextInt(3) > 0 ? Role.ADMIN : anyRole();
        NewKey wish = new NewKey(
                "n",
                role.text(),
                clients(),
                random.nextBoolean() ? null : scopes(role),
                maybe(() -> NOW.plusSeconds(1 + random.nextInt(100_000_000))),
                maybe(() -> 1 + random.nextInt(2000)));
        try {
            return Optional.of(wish.key(KeySecret.random(), maker, RULES, NOW));
        } catch (Problem refused) {
            assertThat(refused.status()).isIn(403, 422);
            return Optional.empty();
        }
    }

    private Role anyRole() {
        List<Role> roles = List.of(Role.values());
        return roles.get(random.nextInt(roles.size()));
    }

    private List<String> clients() {
        return random.nextInt(3) == 0
                ? List.of("*")
                : CLIENTS.stream().filter(_ -> random.nextInt(4) > 0).toList();
    }

    private List<String> scopes(Role role) {
        return Stream.concat(
                        role.permissions().stream().filter(_ -> random.nextInt(5) > 0),
                        role == Role.ADMIN ? Stream.of(Permission.KEYS_WRITE) : Stream.empty())
                .distinct()
                .map(Permission::scope)
                .toList();
    }

    private <T> @Nullable T maybe(java.util.function.Supplier<T> value) {
        return random.nextBoolean() ? null : value.get();
    }

    private static void assertWithin(Caller key, Caller maker) {
        assertThat(maker.permissions()).containsAll(key.permissions());
        assertThat(maker.clients().containsAll(key.clients())).isTrue();
        assertThat(perMinute(key)).isLessThanOrEqualTo(perMinute(maker));
        assertThat(key.limits()).as("asks within the makers' limits").containsAll(maker.limits());
        maker.expiresAt()
                .ifPresent(end -> assertThat(key.expiresAt().orElseThrow()).isBeforeOrEqualTo(end));
        if (!maker.isMachine()) {
            assertThat(key.expiresAt().orElseThrow()).isBeforeOrEqualTo(NOW.plus(RULES.lifetime()));
        }
    }

    private static int perMinute(Caller caller) {
        return caller.limits().stream().mapToInt(Limit::perMinute).min().orElse(RULES.perMinute());
    }

    /** Rows as builds before had them, when a key could be given what its maker did not have. */
    @Test
    void a_line_that_was_made_without_rules_may_what_all_of_it_may() {
        for (int n = 0; n < LINES; n++) {
            List<ApiKey> line = IntStream.range(0, 1 + random.nextInt(LONGEST))
                    .mapToObj(_ -> anyKey())
                    .toList();
            Caller caller = caller(line);
            for (int from = 0; from < line.size(); from++) {
                assertWithin(caller, caller(line.subList(from, line.size())));
                assertThat(line.get(from).permissions()).containsAll(caller.permissions());
            }
            assertThat(new KeyLine(line).isUsable(NOW)).isEqualTo(line.stream().allMatch(key -> key.isUsable(NOW)));
        }
    }

    private ApiKey anyKey() {
        Role role = anyRole();
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        scopes(role).forEach(scope -> scopes.add(Permission.of(scope).orElseThrow()));
        return key(
                role,
                scopes,
                Clients.of(clients()),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(1200)),
                maybe(() -> NOW.plusSeconds(random.nextInt(1000) - 100)),
                "key:" + UUID.randomUUID());
    }

    private static ApiKey key(
            Role role,
            Set<Permission> scopes,
            Clients clients,
            OptionalInt perMinute,
            @Nullable Instant end,
            String by) {
        return new ApiKey(
                UUID.randomUUID(),
                "n",
                "hub_",
                role,
                scopes,
                clients,
                perMinute,
                NOW,
                by,
                Optional.empty(),
                Optional.ofNullable(end),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void many_keys_of_a_slow_one_are_together_as_slow() {
        ApiKey maker = key(Role.ADMIN, Set.of(), Clients.all(), OptionalInt.of(5), null, "operator");
        List<Caller> all = Stream.concat(
                        Stream.of(new KeyLine(List.of(maker))),
                        IntStream.range(0, 4)
                                .mapToObj(_ -> new KeyLine(List.of(
                                        key(
                                                Role.CI,
                                                Set.of(),
                                                Clients.all(),
                                                OptionalInt.of(5),
                                                null,
                                                maker.callerId()),
                                        maker))))
                .map(line -> line.caller(RULES.perMinute()))
                .toList();
        CallerLimits limits = new CallerLimits(1200, 30);

        long asked = Stream.generate(() -> all)
                .limit(3)
                .flatMap(Collection::stream)
                .filter(caller -> passes(limits, caller))
                .count();

        assertThat(asked).isEqualTo(5);
    }

    /** Trees of keys, some with a limit of their own: each counts for itself and all that it made. */
    @Test
    void no_key_is_faster_together_with_what_it_made_than_its_own_limit_or_the_default() {
        int byDefault = 6;
        for (int n = 0; n < 100; n++) {
            List<List<ApiKey>> lines = tree();
            CallerLimits limits = new CallerLimits(byDefault, 30);
            Map<UUID, Integer> passed = new HashMap<>();
            for (int asked = 0; asked < 150; asked++) {
                List<ApiKey> line = lines.get(random.nextInt(lines.size()));
                if (passes(limits, new KeyLine(line).caller(byDefault))) {
                    line.forEach(key -> passed.merge(key.id(), 1, Integer::sum));
                }
            }
            assertThat(lines)
                    .allSatisfy(line -> assertThat(
                                    passed.getOrDefault(line.getFirst().id(), 0))
                            .isLessThanOrEqualTo(
                                    line.getFirst().requestsPerMinute().orElse(byDefault)));
        }
    }

    /** Each line is a key with those that it was made by. */
    private List<List<ApiKey>> tree() {
        List<List<ApiKey>> lines = new ArrayList<>();
        for (int n = 0; n < 8; n++) {
            List<ApiKey> makers = lines.isEmpty() ? List.of() : lines.get(random.nextInt(lines.size()));
            OptionalInt limit = random.nextInt(3) > 0 ? OptionalInt.empty() : OptionalInt.of(1 + random.nextInt(12));
            ApiKey key = key(Role.ADMIN, Set.of(), Clients.all(), limit, null, "user:ada");
            lines.add(Stream.concat(Stream.of(key), makers.stream()).toList());
        }
        return lines;
    }

    private static boolean passes(CallerLimits limits, Caller caller) {
        try {
            limits.count(caller);
            return true;
        } catch (Problem tooMany) {
            return false;
        }
    }
}
