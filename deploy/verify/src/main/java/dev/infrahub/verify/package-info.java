/**
 * Verifies evidence, approvals and tree heads on a machine that knows nothing of the hub. Needs the file, and to know
 * whose key it is the fingerprint of the hub's.
 */
@NullMarked
package dev.infrahub.verify;

import org.jspecify.annotations.NullMarked;
