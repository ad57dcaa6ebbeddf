/** Who is asking, what they may do, how often, and the trail of what was refused or privileged. */
@NullMarked
package dev.infrahub.gateway.access;

import org.jspecify.annotations.NullMarked;
