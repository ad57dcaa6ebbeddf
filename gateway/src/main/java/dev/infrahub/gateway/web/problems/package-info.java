/** Errors as RFC 9457 problem details. */
@NullMarked
package dev.infrahub.gateway.web.problems;

import org.jspecify.annotations.NullMarked;
