/** The pipeline endpoints: a plan in; summary, risk and rollback out. */
@NullMarked
package dev.infrahub.gateway.web.plans;

import org.jspecify.annotations.NullMarked;
