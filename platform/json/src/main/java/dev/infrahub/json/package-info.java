/** JSON values, and the one text that equal values have. */
@NullMarked
package dev.infrahub.json;

import org.jspecify.annotations.NullMarked;
