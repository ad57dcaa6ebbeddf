package dev.infrahub.scanning;

/** Why an archive is refused: where something of it would be passed over, what is left would be taken for all. */
final class BadArchive {

    private static final String UNREADABLE = "archive.unreadable";

    private BadArchive() {}

    static ScanRefused unreadable() {
        return ScanRefused.unreadable(
                UNREADABLE,
                "The archive is damaged, ends in the middle, or is no tar archive; make one with 'tar -czf'.");
    }

    static ScanRefused unfinished() {
        return ScanRefused.unreadable(
                UNREADABLE,
                "The archive ends without the two empty blocks that every tar archive ends with, so files may be missing;"
                        + " make it again with 'tar -czf', and send all of it.");
    }

    static ScanRefused followed() {
        return ScanRefused.unreadable(
                UNREADABLE,
                "Something follows the end of the archive, which nobody would look into; send one archive, as 'tar -czf'"
                        + " makes it, and not several in a row.");
    }

    static ScanRefused ambiguous(String path) {
        return ScanRefused.unreadable(
                UNREADABLE,
                "The archive has content for '%s', which is no file, so programs differ in what they read behind it; make it with 'tar -czf'."
                        .formatted(FilePath.shown(path)));
    }

    static ScanRefused ofAllEntries(String keyword) {
        return ScanRefused.unreadable(
                UNREADABLE,
                "The archive says '%s' of all its entries at once, so programs differ in what they read; make it with 'tar -czf'."
                        .formatted(FilePath.shown(keyword)));
    }
}
