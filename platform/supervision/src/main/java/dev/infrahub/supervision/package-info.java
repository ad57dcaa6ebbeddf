/** A service that cannot work says so and ends: when it starts, and when work in its background dies. */
@NullMarked
package dev.infrahub.supervision;

import org.jspecify.annotations.NullMarked;
