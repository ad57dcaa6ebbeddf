/** Transactions on Postgres, and the SQL of each table. */
@NullMarked
package dev.infrahub.quantumapilocal.store;

import org.jspecify.annotations.NullMarked;
