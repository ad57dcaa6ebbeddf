package dev.infrahub.scanning;

/**
 * What one scan takes at most.
 *
 * @param fileBytes of one file; a larger one is skipped
 * @param files looked at and skipped
 * @param paths characters of all their paths
 * @param findings places of credentials
 * @param unpacked bytes that an archive unpacks to
 */
public record ScanLimits(int fileBytes, int files, int paths, int findings, long unpacked) {

    public static final int MOST_FILES = 20_000;
    private static final int LARGEST_FILE = 16 * 1024 * 1024;
    private static final int MOST_OF_PATHS = 2 * 1024 * 1024;
    private static final int MOST_FINDINGS = 5_000;
    private static final int MOST_UNPACKED = 512 * 1024 * 1024;

    /** Of a request: what is found fits into one event. */
    public static final ScanLimits OF_REQUESTS =
            new ScanLimits(LARGEST_FILE, MOST_FILES, MOST_OF_PATHS, MOST_FINDINGS, MOST_UNPACKED);

    /** Of a command on somebody's own machine. */
    public static final ScanLimits OF_COMMANDS =
            new ScanLimits(4 * LARGEST_FILE, 2_000_000, Integer.MAX_VALUE, 1_000_000, Long.MAX_VALUE);
}
