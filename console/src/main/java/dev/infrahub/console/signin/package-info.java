/** In and out. */
@NullMarked
package dev.infrahub.console.signin;

import org.jspecify.annotations.NullMarked;
