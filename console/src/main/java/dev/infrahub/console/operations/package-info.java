/** What was asked of the hub, and how it stands. */
@NullMarked
package dev.infrahub.console.operations;

import org.jspecify.annotations.NullMarked;
