/** Request bodies, bounded in size and in number. */
@NullMarked
package dev.infrahub.gateway.bodies;

import org.jspecify.annotations.NullMarked;
