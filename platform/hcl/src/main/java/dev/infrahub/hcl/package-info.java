/** Reading Terraform's language, HCL: its tokens, and the blocks, attributes and expressions that they make. */
@NullMarked
package dev.infrahub.hcl;

import org.jspecify.annotations.NullMarked;
