/** Questions about the infrastructure, and their answers with links to what they come from. */
@NullMarked
package dev.infrahub.console.ask;

import org.jspecify.annotations.NullMarked;
