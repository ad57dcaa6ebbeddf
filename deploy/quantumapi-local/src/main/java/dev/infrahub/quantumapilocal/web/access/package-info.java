/** Who calls, what they may do, and that it is done once and told in the audit trail. */
@NullMarked
package dev.infrahub.quantumapilocal.web.access;

import org.jspecify.annotations.NullMarked;
