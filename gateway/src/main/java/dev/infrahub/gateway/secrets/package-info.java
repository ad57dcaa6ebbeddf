/** Secrets: files handed in to be scanned for credentials, and how each module stands. */
@NullMarked
package dev.infrahub.gateway.secrets;

import org.jspecify.annotations.NullMarked;
