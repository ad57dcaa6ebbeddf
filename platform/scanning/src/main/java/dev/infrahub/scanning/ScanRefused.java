package dev.infrahub.scanning;

import java.io.Serial;

/** Files that are not scanned: the message is a sentence that says why and what to do, and holds nothing of them. */
public final class ScanRefused extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean isTooLarge;

    private ScanRefused(String code, boolean isTooLarge, String sentence) {
        // no stack trace: hostile input should cost little
        super(OneLine.of(sentence), null, false, false);
        this.code = code;
        this.isTooLarge = isTooLarge;
    }

    /** There is more than is taken. */
    static ScanRefused tooLarge(String code, String sentence) {
        return new ScanRefused(code, true, sentence);
    }

    /** It cannot be read. */
    static ScanRefused unreadable(String code, String sentence) {
        return new ScanRefused(code, false, sentence);
    }

    /** For programs, for example {@code scan.too_many_files}. */
    public String code() {
        return code;
    }

    public boolean isTooLarge() {
        return isTooLarge;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
