/** Git repositories of others: which may be asked, and what one of their commits holds, within bounds of time and size. */
@NullMarked
package dev.infrahub.git;

import org.jspecify.annotations.NullMarked;
