/** SQL of the cab-signer's tables. */
@NullMarked
package dev.infrahub.cabsigner.store;

import org.jspecify.annotations.NullMarked;
