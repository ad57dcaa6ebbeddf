/** The gateway, asked over HTTP. */
@NullMarked
package dev.infrahub.console.remote;

import org.jspecify.annotations.NullMarked;
