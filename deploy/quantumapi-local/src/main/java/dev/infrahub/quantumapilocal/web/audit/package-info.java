/** The audit trail, read. */
@NullMarked
package dev.infrahub.quantumapilocal.web.audit;

import org.jspecify.annotations.NullMarked;
