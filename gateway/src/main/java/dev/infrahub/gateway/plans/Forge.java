package dev.infrahub.gateway.plans;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where pull requests are discussed, and how long a comment may be there. */
enum Forge {
    /** It answers 422, "Body is too long (maximum is 65536 characters)". */
    GITHUB(65_536),

    /** Its API of notes: "Limited to 1,000,000 characters". */
    GITLAB(1_000_000),

    /** It answers 400, "A discussion comment cannot be longer than 150000 characters." */
    AZURE_DEVOPS(150_000);

    /** For what a pipeline puts around it: a title, and the mark by which it finds its comment again. */
    private static final int ROOM_AROUND = 1_536;

    private final int longest;

    Forge(int longest) {
        this.longest = longest;
    }

    /** By the path, which is the same on everybody's own host; where it tells nothing, the one with the least room. */
    static Forge of(@Nullable String prUrl) {
        String path = prUrl == null ? "" : prUrl.split("[?#]", 2)[0].toLowerCase(Locale.ROOT);
        if (path.contains("/-/merge_requests/")) {
            return GITLAB;
        }
        return path.contains("/_git/") && path.contains("/pullrequest/") ? AZURE_DEVOPS : GITHUB;
    }

    /** What may be longer than this is refused. */
    int longest() {
        return longest;
    }

    /** For a comment of ours. */
    int room() {
        return longest - ROOM_AROUND;
    }
}
