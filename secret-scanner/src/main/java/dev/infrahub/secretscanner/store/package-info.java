/** SQL of the secret-scanner's tables. */
@NullMarked
package dev.infrahub.secretscanner.store;

import org.jspecify.annotations.NullMarked;
