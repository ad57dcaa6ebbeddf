/** Who is signed in, how they got in and how they get out. */
@NullMarked
package dev.infrahub.console.session;

import org.jspecify.annotations.NullMarked;
