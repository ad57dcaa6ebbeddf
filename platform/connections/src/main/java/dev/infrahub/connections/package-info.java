/** Who a service is to its broker, registry and database, and whom it trusts there. */
@NullMarked
package dev.infrahub.connections;

import org.jspecify.annotations.NullMarked;
