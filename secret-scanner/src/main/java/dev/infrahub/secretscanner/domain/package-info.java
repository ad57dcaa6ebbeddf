/** How a module stands, and what a scan changes about that; plain Java. */
@NullMarked
package dev.infrahub.secretscanner.domain;

import org.jspecify.annotations.NullMarked;
