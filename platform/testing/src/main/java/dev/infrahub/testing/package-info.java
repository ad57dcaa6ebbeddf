/** Real brokers and databases for tests, the contract that every worker keeps, and the house rules as tests. */
@NullMarked
package dev.infrahub.testing;

import org.jspecify.annotations.NullMarked;
