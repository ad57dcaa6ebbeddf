/** Failures that somebody decided on, and whether trying again would help. */
@NullMarked
package dev.infrahub.faults;

import org.jspecify.annotations.NullMarked;
