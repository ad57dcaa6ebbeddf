/** Request bodies, bounded in size and in number. */
@NullMarked
package dev.infrahub.http.bodies;

import org.jspecify.annotations.NullMarked;
