/** What was heard of other services' things, kept to be shown: one table for all of them. */
@NullMarked
package dev.infrahub.gateway.views;

import org.jspecify.annotations.NullMarked;
