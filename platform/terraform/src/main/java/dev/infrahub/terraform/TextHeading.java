package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The line of a human plan that announces what happens to a resource:
 * {@code # aws_instance.web["a"] will be updated in-place}.
 *
 * @param drift whether it tells of a change made outside Terraform
 */
record TextHeading(
        String address,
        Action action,
        boolean drift,
        @Nullable String reason,
        boolean imported,
        @Nullable String previousAddress,
        @Nullable String deposed) {

    private static final String KEY = "(?:\\[(?:\\d{1,9}|\"(?:[^\"\\\\]|\\\\.)*\")])?";
    /** Also one that a secret was taken out of. */
    private static final String NAME = "(?:[\\w-]|" + Markers.FORM + ")+";

    private static final String ADDRESS = "(?:module\\." + NAME + KEY + "\\.)*(?:data\\.)?" + NAME + "\\." + NAME + KEY;
    private static final Pattern HEADING = Pattern.compile(
            "\\s*# (?P<address>" + ADDRESS + ")(?: \\(deposed object (?P<deposed>\\w+)\\))? (?P<verb>\\S.*)");
    private static final Pattern MOVED = Pattern.compile("has moved to (?P<address>" + ADDRESS + ")");
    private static final Pattern MOVED_FROM = Pattern.compile("\\s*# \\(moved from (?P<address>" + ADDRESS + ")\\)");
    private static final Pattern IMPORTED_FROM = Pattern.compile("\\s*# \\((?:will be )?imported .*\\)");
    private static final Pattern NOT_CONFIGURED = Pattern.compile("\\s*# \\(because .* is not in configuration\\)");

    private static final Pattern PATH =
            Pattern.compile("(?:module\\.[^.]+\\.)*(?P<data>(?:data\\.)?)(?P<type>[^.]+)\\.(?P<name>[^.]+)");

    private static final List<Verb> VERBS = List.of(
            new Verb("will be created", Action.CREATE, null, false),
            new Verb("will be updated in-place", Action.UPDATE, null, false),
            new Verb("must be replaced", Action.REPLACE, "replace_because_cannot_update", false),
            new Verb("is tainted, so must be replaced", Action.REPLACE, "replace_because_tainted", false),
            new Verb("will be replaced, as requested", Action.REPLACE, "replace_by_request", false),
            new Verb("will be replaced due to changes in", Action.REPLACE, "replace_by_triggers", false),
            new Verb("will be destroyed", Action.DELETE, null, false),
            new Verb("will be read during apply", Action.READ, null, false),
            new Verb("will no longer be managed by", Action.FORGET, null, false),
            new Verb("will be removed from the", Action.FORGET, null, false),
            new Verb("will be imported", Action.NO_OP, null, false),
            new Verb("has moved to", Action.NO_OP, null, false),
            new Verb("has changed", Action.UPDATE, null, true),
            new Verb("has been deleted", Action.DELETE, null, true));

    /** How Terraform says it. */
    private record Verb(
            String words, Action action, @Nullable String reason, boolean drift) {}

    static Optional<TextHeading> of(String line) {
        if (!line.stripLeading().startsWith("# ")) {
            return Optional.empty();
        }
        Matcher matcher = HEADING.matcher(line);
        return matcher.matches() ? of(matcher, matcher.group("verb")) : Optional.empty();
    }

    private static Optional<TextHeading> of(Matcher heading, String words) {
        String address = heading.group("address");
        Matcher moved = MOVED.matcher(words);
        return VERBS.stream()
                .filter(verb -> words.startsWith(verb.words))
                .findFirst()
                .map(verb -> new TextHeading(
                        moved.matches() ? moved.group("address") : address,
                        verb.action,
                        verb.drift,
                        verb.reason,
                        words.equals("will be imported"),
                        moved.matches() ? address : null,
                        heading.group("deposed")));
    }

    /** The same heading with what a comment below it adds. */
    TextHeading with(String line) {
        if (!line.stripLeading().startsWith("# (")) {
            return this;
        }
        Matcher moved = MOVED_FROM.matcher(line);
        if (moved.matches()) {
            return copy(_ -> moved.group("address"), imported, reason);
        }
        if (IMPORTED_FROM.matcher(line).matches()) {
            return copy(UnaryOperator.identity(), true, reason);
        }
        return action == Action.DELETE && NOT_CONFIGURED.matcher(line).matches()
                ? copy(UnaryOperator.identity(), imported, "delete_because_no_resource_config")
                : this;
    }

    private TextHeading copy(UnaryOperator<@Nullable String> previous, boolean isImported, @Nullable String why) {
        return new TextHeading(address, action, drift, why, isImported, previous.apply(previousAddress), deposed);
    }

    ResourceChange change(List<String> changedAttributes, List<String> forcing) {
        Matcher path = PATH.matcher(ReferenceGraph.configurationAddress(address));
        if (!path.matches()) {
            throw new IllegalStateException("a heading's address is one");
        }
        String resource = "." + path.group("data") + path.group("type") + ".";
        int end = address.lastIndexOf(resource);
        return new ResourceChange(
                address,
                path.group("type"),
                path.group("name"),
                end < 0 ? "" : address.substring(0, end),
                path.group("data").isEmpty() ? "managed" : "data",
                null,
                action,
                changedAttributes,
                List.of(),
                forcing,
                reason,
                imported,
                previousAddress,
                deposed);
    }
}
