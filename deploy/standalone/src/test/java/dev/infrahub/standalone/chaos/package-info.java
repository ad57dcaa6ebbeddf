/** The board while its parts are killed: QuantumAPI and cab-signers in processes of their own, the gateway in this one. */
@NullMarked
package dev.infrahub.standalone.chaos;

import org.jspecify.annotations.NullMarked;
