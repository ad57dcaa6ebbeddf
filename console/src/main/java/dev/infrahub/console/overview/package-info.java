/** What waits for whoever looks. */
@NullMarked
package dev.infrahub.console.overview;

import org.jspecify.annotations.NullMarked;
