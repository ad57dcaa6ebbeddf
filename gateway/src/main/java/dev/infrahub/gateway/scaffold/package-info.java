/** Scaffolding: Terraform modules that are asked for by a description. */
@NullMarked
package dev.infrahub.gateway.scaffold;

import org.jspecify.annotations.NullMarked;
