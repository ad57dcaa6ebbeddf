/**
 * Consumes {@code secret-scan.requested}; publishes {@code secret-scan.completed}, which answers.
 *
 * <p>Guarantees that no credential is in what it keeps and says, that in whatever order scans come a module stands in the end
 * as the newest look at each of its files saw it, that what was not looked into stays as it was known, and that nothing is
 * told as resolved but what a look, or a scan of all files, saw gone.
 */
@NullMarked
package dev.infrahub.secretscanner;

import org.jspecify.annotations.NullMarked;
