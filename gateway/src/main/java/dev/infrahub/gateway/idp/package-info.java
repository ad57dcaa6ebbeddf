/** What developers ask of their platform: components described, services outlined, code reviewed, incidents looked into, documents asked. */
@NullMarked
package dev.infrahub.gateway.idp;

import org.jspecify.annotations.NullMarked;
