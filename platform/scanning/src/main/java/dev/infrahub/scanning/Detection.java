package dev.infrahub.scanning;

import java.util.Optional;

/**
 * A credential that stands in a file, without what it is.
 *
 * @param ruleId of the rule that recognised it
 * @param redacted what may be shown of it
 * @param fingerprint the same for the same credential in the same file, on whatever line
 * @param allowedBy the comment beside it that allows it
 */
public record Detection(
        String ruleId, String path, Place place, String redacted, String fingerprint, Optional<String> allowedBy) {}
