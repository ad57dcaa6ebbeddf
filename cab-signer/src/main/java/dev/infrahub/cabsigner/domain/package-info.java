/** Who may decide, what is signed, how it is chained and logged, and whether it is still what it was. */
@NullMarked
package dev.infrahub.cabsigner.domain;

import org.jspecify.annotations.NullMarked;
