package dev.infrahub.terraform;

import dev.infrahub.json.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a plan tells of reading the real objects again.
 *
 * @param at when the plan was made; null where it does not say
 * @param only whether nothing is planned but to take over what was read: {@code -refresh-only}
 * @param responsible by resource, the attributes whose drift Terraform holds responsible for what it plans; the text of a normal
 *     plan shows no other drift
 */
public record Refresh(@Nullable Instant at, boolean only, Map<String, Set<String>> responsible) {

    /** Where the input says nothing about it. */
    public static final Refresh UNTOLD = new Refresh(null, false, Map.of());

    public Refresh {
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        responsible.forEach((address, names) -> copy.put(address, Set.copyOf(names)));
        responsible = Collections.unmodifiableMap(copy);
    }

    /** Of several plans in one: as old as the oldest. */
    static Refresh together(List<Refresh> all) {
        Map<String, Set<String>> responsible = new LinkedHashMap<>();
        all.forEach(
                one -> one.responsible.forEach((address, names) -> responsible.merge(address, names, Refresh::both)));
        return new Refresh(
                all.stream()
                        .flatMap(one -> Stream.ofNullable(one.at))
                        .min(Comparator.naturalOrder())
                        .orElse(null),
                all.stream().allMatch(Refresh::only),
                responsible);
    }

    private static Set<String> both(Set<String> names, Set<String> others) {
        Set<String> both = new LinkedHashSet<>(names);
        both.addAll(others);
        return both;
    }

    /** Whether the text of a normal plan says that this attribute drifted. */
    public boolean isShown(String address, String attribute) {
        return only || responsible.getOrDefault(address, Set.of()).contains(attribute);
    }

    /** Collects what a JSON plan says. */
    static final class Reader {

        private static final int BYTES_AN_ATTRIBUTE = 96;
        private static final int LONGEST_TIME = 40;

        private final Map<String, Set<String>> responsible = new LinkedHashMap<>();
        private @Nullable Instant at;

        /** An entry of {@code relevant_attributes}; returns what it takes of memory. */
        long add(Value entry) {
            Optional<String> attribute =
                    entry.at("attribute").each().stream().findFirst().flatMap(Value::text);
            Optional<String> resource = entry.at("resource").text();
            if (attribute.isEmpty() || resource.isEmpty()) {
                return 0;
            }
            responsible
                    .computeIfAbsent(resource.get(), _ -> new LinkedHashSet<>())
                    .add(attribute.get());
            return BYTES_AN_ATTRIBUTE + 2L * resource.get().length();
        }

        void setTime(Value timestamp) {
            at = timestamp
                    .text()
                    .filter(text -> text.length() <= LONGEST_TIME)
                    .flatMap(Reader::time)
                    .orElse(null);
        }

        private static Optional<Instant> time(String text) {
            try {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            } catch (DateTimeException _) {
                return Optional.empty();
            }
        }

        Refresh told(boolean only) {
            return new Refresh(at, only, responsible);
        }
    }
}
