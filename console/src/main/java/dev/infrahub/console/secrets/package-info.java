/** Credentials in files. */
@NullMarked
package dev.infrahub.console.secrets;

import org.jspecify.annotations.NullMarked;
