/**
 * Golden paths: Terraform modules with encryption, tags and no public access, chosen by a description, checked, and documented
 * from their own code.
 */
@NullMarked
package dev.infrahub.scaffolding;

import org.jspecify.annotations.NullMarked;
