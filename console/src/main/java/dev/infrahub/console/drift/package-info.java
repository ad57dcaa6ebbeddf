/** What drifted outside Terraform. */
@NullMarked
package dev.infrahub.console.drift;

import org.jspecify.annotations.NullMarked;
