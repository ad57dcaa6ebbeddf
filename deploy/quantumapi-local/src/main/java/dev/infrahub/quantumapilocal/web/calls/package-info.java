/** Every call: who makes it, what they may do, that it is done once, and that it is in the audit trail. */
@NullMarked
package dev.infrahub.quantumapilocal.web.calls;

import org.jspecify.annotations.NullMarked;
