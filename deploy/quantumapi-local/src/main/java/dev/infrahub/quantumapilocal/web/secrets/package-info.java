/** Secrets with versions. */
@NullMarked
package dev.infrahub.quantumapilocal.web.secrets;

import org.jspecify.annotations.NullMarked;
