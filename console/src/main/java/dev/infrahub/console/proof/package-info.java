/** The transparency log, keys and reports. */
@NullMarked
package dev.infrahub.console.proof;

import org.jspecify.annotations.NullMarked;
