/** What members of requests are, as constraints: of their own names, and of every text by default. */
@NullMarked
package dev.infrahub.http.constraints;

import org.jspecify.annotations.NullMarked;
