package dev.infrahub.verify;

import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;

/**
 * A signature and exactly what it is over.
 *
 * @param name a file's
 * @param what for people
 */
record Signed(String name, String what, Purpose purpose, byte[] message, Seal seal) {}
