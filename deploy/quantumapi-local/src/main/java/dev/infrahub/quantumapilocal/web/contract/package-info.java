/** The contract as OpenAPI: what requests hold, and what all endpoints share. */
@NullMarked
package dev.infrahub.quantumapilocal.web.contract;

import org.jspecify.annotations.NullMarked;
