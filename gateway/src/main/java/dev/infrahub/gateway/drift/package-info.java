/** Drift: scans handed in, how each module stands, and its history. */
@NullMarked
package dev.infrahub.gateway.drift;

import org.jspecify.annotations.NullMarked;
