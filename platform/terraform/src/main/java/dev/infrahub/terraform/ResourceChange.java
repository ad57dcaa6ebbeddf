package dev.infrahub.terraform;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a plan's {@code resource_changes} or {@code resource_drift}, without its values.
 *
 * @param address Terraform's absolute address
 * @param module the address of the module it is in; empty for the root module
 * @param mode {@code managed}, {@code data} or {@code ephemeral}; or a word of a later version
 * @param provider provider source address, where the plan says
 * @param changedAttributes top-level attributes that differ, sorted; empty where nothing existed before or exists after
 * @param remarked top-level attributes of which nothing but the sensitive mark differs, sorted
 * @param replacePaths attribute paths that force the replacement, for example {@code ingress[0].from_port}
 * @param actionReason Terraform's reason for the action, for example {@code replace_because_tainted}
 * @param previousAddress where it was, when moved
 * @param deposed key of the deposed object this is about, when it is not about the current one
 * @param order in which a replacement is made, as far as the input tells
 */
public record ResourceChange(
        String address,
        String type,
        String name,
        String module,
        String mode,
        @Nullable String provider,
        Action action,
        List<String> changedAttributes,
        List<String> remarked,
        List<String> replacePaths,
        @Nullable String actionReason,
        boolean imported,
        @Nullable String previousAddress,
        @Nullable String deposed,
        Order order) {

    /** In which order the old object goes and the new one comes. */
    public enum Order {
        OLD_FIRST,
        /** {@code create_before_destroy}. */
        NEW_FIRST,
        UNTOLD
    }

    static final String EPHEMERAL = "ephemeral";

    private static final String CHECK_NESTED = "read_because_check_nested";

    /** Data sources that do something when they are read. */
    private static final String TABLE = "data-sources.tsv";

    private static final Set<String> PROGRAMS = Table.names(TABLE, "program");
    private static final Set<String> REQUESTS = Table.names(TABLE, "request");

    /** What comes back to them. */
    private static final Set<String> ANSWERS = Table.names(TABLE, "answer");

    private static final int BYTES = 640;
    private static final int BYTES_A_CHARACTER = 2;
    private static final int BYTES_A_PATH = 64;

    /** Names of attributes are the parser's, each but once. */
    private static final int BYTES_A_NAME = 8;

    public ResourceChange {
        changedAttributes = List.copyOf(changedAttributes);
        remarked = List.copyOf(remarked);
        replacePaths = List.copyOf(replacePaths);
    }

    /** What it takes of memory: its fields, a string for most of them, and the paths. */
    long bytes() {
        long characters = (long) address.length() + type.length() + name.length() + module.length();
        for (String path : replacePaths) {
            characters += path.length() + (long) BYTES_A_PATH / BYTES_A_CHARACTER;
        }
        return BYTES + BYTES_A_CHARACTER * characters + (long) BYTES_A_NAME * changedAttributes.size();
    }

    public boolean isData() {
        return mode.equals("data");
    }

    /**
     * Whether applying the plan does anything about it. What a check block reads it reads in every plan, and nothing comes of it;
     * but what acts when it is read, acts.
     */
    public boolean isApplied() {
        boolean ofCheck = isReadOfCheck() && !runsProgram() && !REQUESTS.contains(type);
        return !ofCheck && (action != Action.NO_OP || isMoved() || imported);
    }

    private boolean isReadOfCheck() {
        return action == Action.READ && CHECK_NESTED.equals(actionReason);
    }

    /** Whether an attribute is what came back to a check while planning; applying the plan asks anew. */
    boolean isAnswer(String attribute) {
        return isReadOfCheck() && ANSWERS.contains(type + "." + attribute);
    }

    /** Whether reading it during apply runs a program of the configuration. */
    public boolean runsProgram() {
        return isData() && PROGRAMS.contains(type) && action == Action.READ;
    }

    /** Whether a provider does something for it; Terraform moves and forgets by itself. */
    boolean callsProvider() {
        return action != Action.FORGET && (action != Action.NO_OP || imported);
    }

    /** Whether an object comes or goes, so that provisioners run. */
    boolean runsProvisioners() {
        return !isData()
                && switch (action) {
                    case CREATE, DELETE, REPLACE, SUPERSEDE, UNKNOWN -> true;
                    case UPDATE, READ, NO_OP, FORGET -> false;
                };
    }

    /**
     * The fingerprint's word for what is done; what has no action of its own is imported or moved. What the old object becomes is
     * told by the order of the actions.
     */
    String did() {
        return switch (action) {
            case NO_OP -> imported ? "import" : "move";
            case SUPERSEDE -> Action.REPLACE.spelling();
            case CREATE, UPDATE, DELETE, REPLACE, READ, FORGET, UNKNOWN -> action.spelling();
        };
    }

    /** Opened for the time of a plan or an apply, and kept nowhere. */
    boolean isEphemeral() {
        return mode.equals(EPHEMERAL) && action == Action.NO_OP;
    }

    public boolean isMoved() {
        return previousAddress != null && !previousAddress.equals(address);
    }
}
