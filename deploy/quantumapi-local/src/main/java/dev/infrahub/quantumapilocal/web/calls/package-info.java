/** One request as a value, and its parts as values or as a problem that names the part. */
@NullMarked
package dev.infrahub.quantumapilocal.web.calls;

import org.jspecify.annotations.NullMarked;
