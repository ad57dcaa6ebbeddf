/** Request bodies, bounded in size and in number. */
@NullMarked
package dev.infrahub.gateway.web.bodies;

import org.jspecify.annotations.NullMarked;
