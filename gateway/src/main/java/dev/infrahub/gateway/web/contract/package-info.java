/** The event contract as a document. */
@NullMarked
package dev.infrahub.gateway.web.contract;

import org.jspecify.annotations.NullMarked;
