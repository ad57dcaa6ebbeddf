/** The change requests of clients, as features need them. */
@NullMarked
package dev.infrahub.gateway.changes;

import org.jspecify.annotations.NullMarked;
