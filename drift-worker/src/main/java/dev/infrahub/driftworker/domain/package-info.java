/** What drifted outside Terraform, what of that is news, and what to do about it: rules and records, no technology. */
@NullMarked
package dev.infrahub.driftworker.domain;

import org.jspecify.annotations.NullMarked;
