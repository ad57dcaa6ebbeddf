/** Errors as RFC 9457 problem details. */
@NullMarked
package dev.infrahub.quantumapilocal.web.problems;

import org.jspecify.annotations.NullMarked;
