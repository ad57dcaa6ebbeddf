/** Signatures: made and verified. */
@NullMarked
package dev.infrahub.quantumapilocal.web.signing;

import org.jspecify.annotations.NullMarked;
