/** Scanning files for credentials: where they stand, what allows them, and what tells one from another without showing it. */
@NullMarked
package dev.infrahub.scanning;

import org.jspecify.annotations.NullMarked;
