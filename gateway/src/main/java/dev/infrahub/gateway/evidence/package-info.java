/** Sealed evidence, and the keys to compare it with. */
@NullMarked
package dev.infrahub.gateway.evidence;

import org.jspecify.annotations.NullMarked;
