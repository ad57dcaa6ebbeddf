/** An OpenID Connect provider for tests: a real one, which knows everybody that a test names. */
@NullMarked
package dev.infrahub.identity;

import org.jspecify.annotations.NullMarked;
