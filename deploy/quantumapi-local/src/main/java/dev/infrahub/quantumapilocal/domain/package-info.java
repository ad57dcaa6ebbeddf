/** Keys, signatures, envelopes and who may use them: plain Java over Bouncy Castle. */
@NullMarked
package dev.infrahub.quantumapilocal.domain;

import org.jspecify.annotations.NullMarked;
