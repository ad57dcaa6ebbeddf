/** Where workers analyse plans: what one may take, how it comes, and what may leave. */
@NullMarked
package dev.infrahub.workplace;

import org.jspecify.annotations.NullMarked;
