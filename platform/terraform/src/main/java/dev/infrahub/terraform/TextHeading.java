package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.json.Parts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The line of a human plan that announces what happens to a resource:
 * {@code # aws_instance.web["a"] will be updated in-place}.
 *
 * @param part what it is part of
 */
record TextHeading(
        String address,
        Action action,
        Part part,
        @Nullable String reason,
        boolean imported,
        @Nullable String previousAddress,
        @Nullable String deposed) {

    /** What a heading tells of. */
    enum Part {
        /** A change that applying the plan makes. */
        PLANNED,
        /** A change that was made outside. */
        DRIFT,
        /** A change that is left to a later plan. */
        DEFERRED
    }

    private static final String KEY = "(?:\\[(?:\\d{1,9}|\"(?:[^\"\\\\]|\\\\.)*\")])?";

    /** In any script, as the language allows; also one that a secret was taken out of. */
    static final String NAME = "(?:[\\p{L}\\p{M}\\p{N}\\p{Pc}\u00B7\u0387-]|" + Markers.FORM + ")+";

    static final String MODULES = "(?:module\\." + NAME + KEY + "\\.)*";
    static final String RESOURCE = NAME + "\\." + NAME + KEY;
    static final String ADDRESS = MODULES + "(?:data\\.)?" + RESOURCE;

    private static final String DEPOSED = "(?: \\(deposed object (?P<deposed>\\w+)\\))?";
    private static final Pattern HEADING =
            Pattern.compile("\\s*# (?P<address>" + ADDRESS + ")" + DEPOSED + " (?P<verb>\\S.*)");
    private static final Pattern MOVED = Pattern.compile("has moved to (?P<address>" + ADDRESS + ")" + DEPOSED);
    private static final Pattern MOVED_FROM = Pattern.compile("\\s*# \\(moved from (?P<address>" + ADDRESS + ")\\)");

    /** Terraform 0.11: {@code -/+ aws_instance.web (tainted) (new resource required)}. */
    private static final Pattern EARLY =
            Pattern.compile("\\s*(?P<sign>-/\\+|[+~-]|<=) (?P<address>" + ADDRESS + ")(?P<notes>(?: \\([a-z ]+\\))*)");

    private static final String EARLY_SIGNS = "-+~<";

    private static final Pattern PATH =
            Pattern.compile("(?:module\\.[^.]+\\.)*(?P<data>(?:data\\.)?)(?P<type>[^.]+)\\.(?P<name>[^.]+)");

    /** Every wording of Terraform 0.12 to 1.16 and OpenTofu 1.6 to 1.12; of two that begin alike the longer first. */
    private static final List<Verb> VERBS = List.of(
            new Verb("will be created", Action.CREATE, null),
            new Verb("will be updated in-place", Action.UPDATE, null),
            new Verb("update (unknown reason ", Action.UPDATE, null),
            new Verb("must be replaced", Action.REPLACE, "replace_because_cannot_update"),
            new Verb("is tainted, so must be replaced", Action.REPLACE, "replace_because_tainted"),
            new Verb("is tainted, so it must be replaced", Action.REPLACE, "replace_because_tainted"),
            new Verb("will be replaced, as requested", Action.REPLACE, "replace_by_request"),
            new Verb("will be replaced due to changes in", Action.REPLACE, "replace_by_triggers"),
            new Verb("will be destroyed", Action.DELETE, null),
            new Verb("delete (unknown reason ", Action.DELETE, null),
            new Verb("will be read during apply", Action.READ, null),
            new Verb("will no longer be managed by", Action.FORGET, null),
            new Verb("will be removed from", Action.FORGET, null),
            new Verb("will be imported", Action.NO_OP, null),
            new Verb("has moved to", Action.NO_OP, null),
            new Verb("has changed", Action.UPDATE, Part.DRIFT, null),
            new Verb("has been changed", Action.UPDATE, Part.DRIFT, null),
            new Verb("has been deleted", Action.DELETE, Part.DRIFT, null),
            new Verb("was deferred", Action.NO_OP, Part.DEFERRED, null));

    /** What both call a replacement that leaves the old object as it is. */
    private static final List<String> OLD_STAYS =
            List.of("existing object will not be destroyed", "older instance will not be destroyed");

    /** The comments below a heading that give a reason. */
    private static final List<Note> NOTES = List.of(
            new Note(Action.READ, "config refers to values not yet known", "read_because_config_unknown"),
            new Note(Action.READ, "depends on a resource or a module", "read_because_dependency_pending"),
            new Note(Action.READ, "config will be reloaded to verify a check", "read_because_check_nested"),
            new Note(Action.DELETE, "which is not in configuration", "delete_because_no_move_target"),
            new Note(Action.DELETE, "resource uses count or for_each", "delete_because_wrong_repetition"),
            new Note(Action.DELETE, "resource does not use ", "delete_because_wrong_repetition"),
            new Note(Action.DELETE, "is out of range for count", "delete_because_count_index"),
            new Note(Action.DELETE, "is not in for_each map", "delete_because_each_key"),
            new Note(Action.DELETE, "because enabled is false", "delete_because_enabled_false"),
            new Note(
                    Action.FORGET,
                    "(destroy = false is set in the configuration)",
                    "delete_because_no_resource_config"),
            new Note(Action.FORGET, "before this resource was removed", "forgot_because_lifecycle_destroy_in_state"),
            new Note(Action.FORGET, "is set in the configuration", "forgot_because_lifecycle_destroy_in_config"));

    /** How it is said. */
    private record Verb(
            String words,
            Action action,
            Part part,
            @Nullable String reason) {

        Verb(String words, Action action, @Nullable String reason) {
            this(words, action, Part.PLANNED, reason);
        }
    }

    /** What says why. */
    private record Note(Action action, String words, String reason) {}

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
        boolean isMoved = moved.matches();
        return VERBS.stream()
                .filter(verb -> words.startsWith(verb.words))
                .findFirst()
                .map(verb -> new TextHeading(
                        isMoved ? moved.group("address") : address,
                        verb.action == Action.REPLACE && OLD_STAYS.stream().anyMatch(words::contains)
                                ? Action.SUPERSEDE
                                : verb.action,
                        verb.part,
                        verb.reason,
                        words.equals("will be imported"),
                        isMoved ? address : null,
                        isMoved ? moved.group("deposed") : heading.group("deposed")));
    }

    /** As Terraform 0.11 wrote it, where a plan is known to be. */
    static Optional<TextHeading> early(String line) {
        String text = line.stripLeading();
        if (text.isEmpty() || EARLY_SIGNS.indexOf(text.charAt(0)) < 0) {
            return Optional.empty();
        }
        Matcher matcher = EARLY.matcher(line);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Action action = switch (matcher.group("sign")) {
            case "+" -> Action.CREATE;
            case "-" -> Action.DELETE;
            case "~" -> Action.UPDATE;
            case "<=" -> Action.READ;
            default -> Action.REPLACE;
        };
        String notes = matcher.group("notes");
        boolean tainted = notes.contains("(tainted)");
        return Optional.of(new TextHeading(
                matcher.group("address"),
                action,
                Part.PLANNED,
                action == Action.REPLACE ? tainted ? "replace_because_tainted" : "replace_because_cannot_update" : null,
                false,
                null,
                notes.contains("(deposed)") ? "deposed" : null));
    }

    /** The same heading with what a comment below it adds. */
    TextHeading with(String line) {
        String words = line.strip();
        Matcher moved = MOVED_FROM.matcher(line);
        if (words.startsWith("# (moved from ") && moved.matches()) {
            return new TextHeading(address, action, part, reason, imported, moved.group("address"), deposed);
        }
        if (words.startsWith("# (imported ")
                || words.startsWith("# (will be imported ")
                || words.startsWith("# imported using ")) {
            return new TextHeading(address, action, part, reason, true, previousAddress, deposed);
        }
        return words.startsWith("# (") || words.startsWith("(because ")
                ? reasonIn(words).map(this::because).orElse(this)
                : this;
    }

    private TextHeading because(String why) {
        return new TextHeading(address, action, part, why, imported, previousAddress, deposed);
    }

    private Optional<String> reasonIn(String words) {
        Optional<String> noted = NOTES.stream()
                .filter(note -> note.action == action && words.contains(note.words))
                .map(Note::reason)
                .findFirst();
        return noted.isEmpty() && action == Action.DELETE && words.endsWith(" is not in configuration)")
                ? Optional.of(ofAbsence(words.substring("# (because ".length())))
                : noted;
    }

    /** {@code module.a is not in …} is about a module, {@code module.a.b.c is not in …} about a resource. */
    private static String ofAbsence(String words) {
        String path = ReferenceGraph.configurationAddress(words.substring(0, words.lastIndexOf(" is not in ")));
        List<String> steps = Parts.of(path, '.');
        return steps.size() > 1 && steps.get(steps.size() - 2).equals("module")
                ? "delete_because_no_module"
                : "delete_because_no_resource_config";
    }

    ResourceChange change(List<String> changedAttributes, List<String> remarked, List<String> forcing) {
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
                remarked,
                forcing,
                reason,
                imported,
                previousAddress,
                deposed,
                ResourceChange.Order.UNTOLD);
    }
}
