/** Reads Terraform and OpenTofu plans into a small typed model, and takes the sensitive values out of them. */
@NullMarked
package dev.infrahub.terraform;

import org.jspecify.annotations.NullMarked;
