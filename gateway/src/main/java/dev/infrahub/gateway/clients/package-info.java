/** Clients (tenants), and the rows of the database that each may see. */
@NullMarked
package dev.infrahub.gateway.clients;

import org.jspecify.annotations.NullMarked;
