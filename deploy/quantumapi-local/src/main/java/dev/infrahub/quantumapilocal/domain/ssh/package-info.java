/** The SSH authorities and their keys. */
@NullMarked
package dev.infrahub.quantumapilocal.domain.ssh;

import org.jspecify.annotations.NullMarked;
