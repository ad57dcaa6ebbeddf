/** The change advisory board. */
@NullMarked
package dev.infrahub.console.changes;

import org.jspecify.annotations.NullMarked;
