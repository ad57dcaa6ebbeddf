/** SQL of the drift-worker's tables. */
@NullMarked
package dev.infrahub.driftworker.store;

import org.jspecify.annotations.NullMarked;
