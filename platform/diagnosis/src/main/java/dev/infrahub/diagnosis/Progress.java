package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.Outcomes.Outcome;
import dev.infrahub.diagnosis.Outcomes.Resource;
import dev.infrahub.json.Allowance;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a run did with each resource, as its lines or events tell. */
final class Progress {

    static final String UNKNOWN = "unknown";

    private static final String CREATE = "create";
    private static final String UPDATE = "update";
    private static final String DELETE = "delete";
    private static final String REPLACE = "replace";
    private static final String READ = "read";
    private static final String IMPORT = "import";

    private static final int MOST = 30_000;
    private static final int LONGEST_ADDRESS = 1000;
    private static final int BYTES_A_STATE = 256;

    private static final String HEADING = "# ";

    /** What stands behind an address and a colon. */
    private enum Step {
        CREATING("Creating...", CREATE, false),
        STILL_CREATING("Still creating...", CREATE, false),
        CREATED("Creation complete after ", CREATE, true),
        MODIFYING("Modifying...", UPDATE, false),
        STILL_MODIFYING("Still modifying...", UPDATE, false),
        MODIFIED("Modifications complete after ", UPDATE, true),
        DESTROYING("Destroying...", DELETE, false),
        STILL_DESTROYING("Still destroying...", DELETE, false),
        DESTROYED("Destruction complete after ", DELETE, true),
        READING("Reading...", READ, false),
        STILL_READING("Still reading...", READ, false),
        WAS_READ("Read complete after ", READ, true),
        REFRESHING("Refreshing state...", READ, true),
        IMPORTING("Importing...", IMPORT, false),
        IMPORTED("Import complete", IMPORT, true);

        private final String words;
        private final String action;
        private final boolean ends;

        Step(String words, String action, boolean ends) {
            this.words = words;
            this.action = action;
            this.ends = ends;
        }
    }

    /** What a plan says of a resource, behind its address. */
    private enum Planned {
        CREATED("will be created", CREATE),
        UPDATED("will be updated in-place", UPDATE),
        DESTROYED("will be destroyed", DELETE),
        REPLACED("must be replaced", REPLACE),
        ASKED("will be replaced, as requested", REPLACE),
        TAINTED("is tainted, so must be replaced", REPLACE),
        TAINTED_NOW("is tainted, so it must be replaced", REPLACE),
        IMPORTED("will be imported", IMPORT);

        private final String words;
        private final String action;

        Planned(String words, String action) {
            this.words = words;
            this.action = action;
        }
    }

    private static final class State {
        private String planned = "";
        private final Map<Op, Boolean> ended = new EnumMap<>(Op.class);
        private boolean failed;
    }

    private enum Op {
        CREATE,
        UPDATE,
        DELETE,
        IMPORT
    }

    /** What a run of Terragrunt has many of: the same address in another unit is another resource. */
    private record Key(String unit, String address) {}

    private final Map<Key, State> states = new LinkedHashMap<>();
    private final Set<Key> named = new HashSet<>();
    private final Set<String> underWay = new HashSet<>();
    private boolean isCut;

    /** Whether a line tells how a resource gets on. */
    static boolean isOne(String text) {
        return step(text) != null;
    }

    /** Whether it does; it is remembered. */
    boolean read(String unit, String text) {
        String said = text.stripLeading();
        if (said.startsWith(HEADING)) {
            return plan(unit, said.substring(HEADING.length()).stripTrailing());
        }
        Found found = step(text);
        if (found == null) {
            return false;
        }
        if (found.step.ends) {
            done(unit, found.address, found.step.action);
        } else {
            begun(unit, found.address, found.step.action);
        }
        return true;
    }

    private record Found(String address, Step step) {}

    private static @Nullable Found step(String text) {
        int colon = text.indexOf(": ");
        while (colon > 0 && colon < LONGEST_ADDRESS) {
            for (Step step : Step.values()) {
                if (text.startsWith(step.words, colon + 2) && isAddress(text.substring(0, colon))) {
                    return new Found(withoutDeposed(text.substring(0, colon)), step);
                }
            }
            colon = text.indexOf(": ", colon + 1);
        }
        return null;
    }

    private static String withoutDeposed(String address) {
        int deposed = address.indexOf(" (deposed object ");
        return deposed < 0 ? address : address.substring(0, deposed);
    }

    /** A name, a dot and a name; keys of instances may hold anything. */
    static boolean isAddress(String text) {
        int dot = text.indexOf('.');
        if (dot <= 0 || dot == text.length() - 1) {
            return false;
        }
        return text.substring(0, dot).chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-');
    }

    private boolean plan(String unit, String heading) {
        for (Planned planned : Planned.values()) {
            int end = heading.indexOf(" " + planned.words);
            if (end > 0 && isAddress(heading.substring(0, end))) {
                planned(unit, heading.substring(0, end), planned.action);
                return true;
            }
        }
        return false;
    }

    void planned(String unit, String address, String action) {
        if (!action.equals(READ) && !action.equals("noop") && !action.equals("no-op")) {
            state(new Key(unit, address)).planned = action;
        }
    }

    void begun(String unit, String address, String action) {
        for (Op op : ops(action)) {
            state(new Key(unit, address)).ended.put(op, false);
            underWay.add(unit);
        }
    }

    void done(String unit, String address, String action) {
        for (Op op : ops(action)) {
            State state = state(new Key(unit, address));
            state.ended.put(op, true);
            state.failed = false;
        }
    }

    void failed(String unit, String address, String action) {
        if (!action.equals(READ)) {
            state(new Key(unit, address)).failed = true;
        }
    }

    /** An error names it: it failed, where it was begun and never done. */
    void named(String unit, String address) {
        if (named.size() < MOST && named.add(new Key(unit, address))) {
            Allowance.current().hold(BYTES_A_STATE + 2L * address.length());
        }
    }

    private static List<Op> ops(String action) {
        return switch (action) {
            case CREATE -> List.of(Op.CREATE);
            case UPDATE -> List.of(Op.UPDATE);
            case DELETE -> List.of(Op.DELETE);
            case IMPORT -> List.of(Op.IMPORT);
            default -> List.of();
        };
    }

    private State state(Key key) {
        if (states.size() == MOST && !states.containsKey(key)) {
            isCut = true;
            return new State();
        }
        return states.computeIfAbsent(key, one -> {
            Allowance.current().hold(BYTES_A_STATE + 2L * one.address().length());
            return new State();
        });
    }

    boolean isCut() {
        return isCut;
    }

    /** Whether something was begun since it was last said that all is done. */
    boolean isUnderWay() {
        return !underWay.isEmpty();
    }

    /** Everything that was begun in the unit is done. */
    void completed(String unit) {
        underWay.remove(unit);
    }

    /** Whether something was changed, or begun to be. */
    boolean hasBegun() {
        return states.values().stream().anyMatch(state -> !state.ended.isEmpty() || state.failed);
    }

    Outcomes outcomes() {
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        List<Resource> all = new ArrayList<>();
        boolean isOne =
                states.keySet().stream().map(Key::unit).distinct().limit(2).count() < 2;
        states.forEach((key, state) -> {
            boolean isNamed = named.contains(key) && state.ended.containsValue(false);
            Outcome outcome = isNamed ? Outcome.FAILED : outcome(state);
            counts.merge(outcome, 1, Integer::sum);
            Optional<String> unit = Optional.of(key.unit()).filter(name -> !isOne && !name.isEmpty());
            all.add(new Resource(unit, key.address(), action(state), outcome));
        });
        return Outcomes.of(all, counts);
    }

    private static Outcome outcome(State state) {
        if (state.failed) {
            return Outcome.FAILED;
        }
        if (state.ended.isEmpty()) {
            return Outcome.NOT_STARTED;
        }
        boolean half = state.planned.equals(REPLACE) && !state.ended.keySet().containsAll(Set.of(Op.DELETE, Op.CREATE));
        return half || state.ended.containsValue(false) ? Outcome.INTERRUPTED : Outcome.DONE;
    }

    private static String action(State state) {
        if (!state.planned.isEmpty()) {
            return state.planned;
        }
        Set<Op> ops = state.ended.keySet();
        if (ops.containsAll(Set.of(Op.DELETE, Op.CREATE))) {
            return REPLACE;
        }
        return ops.stream()
                .findFirst()
                .map(op -> op.name().toLowerCase(Locale.ROOT))
                .orElse(UNKNOWN);
    }
}
