package dev.infrahub.chatservice.domain.component;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What was found in files, on its way. */
final class Found {

    private static final int MOST = 200;
    private static final int LONGEST = 200;

    private final Set<String> tags = new TreeSet<>();
    private final Set<String> dependencies = new LinkedHashSet<>();
    private final Set<String> endpoints = new LinkedHashSet<>();
    private final EnumMap<Says, String> said = new EnumMap<>(Says.class);
    private final Set<String> kinds = new LinkedHashSet<>();
    private final List<String> limits = new ArrayList<>();
    private @Nullable String name;
    private int left;

    /** Whoever says what a component is; the first one counts. */
    enum Says {
        CATALOG,
        OPENAPI,
        PACKAGE,
        README
    }

    /** Lower case, with hyphens. */
    void tag(String word) {
        StringBuilder tag = new StringBuilder();
        for (char c : word.strip().toLowerCase(Locale.ROOT).toCharArray()) {
            boolean isPart = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '#';
            if (isPart) {
                tag.append(c);
            } else if (!tag.isEmpty() && tag.charAt(tag.length() - 1) != '-') {
                tag.append('-');
            }
        }
        while (!tag.isEmpty() && tag.charAt(tag.length() - 1) == '-') {
            tag.setLength(tag.length() - 1);
        }
        add(tag.toString(), tags);
    }

    void dependency(String name) {
        add(name.strip(), dependencies);
    }

    void endpoint(String method, String path) {
        add(method.toUpperCase(Locale.ROOT) + " " + path, endpoints);
    }

    /** What it is in a few words, such as "an ASP.NET Core service". */
    void kind(String words) {
        kinds.add(words);
    }

    /** What it calls itself; the first one counts. */
    void name(String text) {
        if (name == null && !text.isBlank()) {
            name = text.strip();
        }
    }

    void say(Says who, String text) {
        if (!text.isBlank()) {
            said.putIfAbsent(who, text.strip());
        }
    }

    /** What was not looked at. */
    void limit(String sentence) {
        limits.add(sentence);
    }

    private void add(String text, Set<String> to) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return;
        }
        if (to.size() < MOST) {
            to.add(text);
        } else if (!to.contains(text)) {
            left++;
        }
    }

    ComponentFacts facts() {
        if (left > 0) {
            limits.add("More than " + MOST + " of a kind were found; " + left + " are not told.");
        }
        return new ComponentFacts(
                Optional.ofNullable(name),
                said.values().stream().findFirst(),
                List.copyOf(kinds),
                List.copyOf(tags),
                List.copyOf(dependencies),
                List.copyOf(endpoints),
                limits);
    }
}
