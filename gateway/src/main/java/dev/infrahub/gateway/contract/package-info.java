/** The event contract as a document. */
@NullMarked
package dev.infrahub.gateway.contract;

import org.jspecify.annotations.NullMarked;
