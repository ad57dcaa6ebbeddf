/** Keys: made, imported, rotated, deleted and shown. */
@NullMarked
package dev.infrahub.quantumapilocal.web.keys;

import org.jspecify.annotations.NullMarked;
