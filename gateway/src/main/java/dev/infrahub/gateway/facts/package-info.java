/** Events as JSON: the one walk over their schemas that makes answers, and what OpenAPI says of them. */
@NullMarked
package dev.infrahub.gateway.facts;

import org.jspecify.annotations.NullMarked;
