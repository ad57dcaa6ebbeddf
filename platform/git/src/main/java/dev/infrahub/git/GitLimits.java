package dev.infrahub.git;

import java.time.Duration;

/**
 * What reading one repository takes at most.
 *
 * @param longest each of asking for its commit, and of fetching and reading that
 * @param bytes of each file that git writes meanwhile: the pack as it comes, and the files of one reading
 */
public record GitLimits(Duration longest, long bytes) {

    /** A file's size fits into what one array holds. */
    private static final long MOST_BYTES = 1L << 30;

    public GitLimits {
        if (longest.isNegative() || longest.isZero() || bytes < 1 || bytes > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "a repository is read in some time and at most " + MOST_BYTES + " bytes");
        }
    }
}
