/** Keys and the audit trail. */
@NullMarked
package dev.infrahub.console.access;

import org.jspecify.annotations.NullMarked;
