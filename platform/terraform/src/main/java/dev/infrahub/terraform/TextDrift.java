package dev.infrahub.terraform;

/** A change that was made outside, with what its lines show of its values. */
record TextDrift(ResourceChange change, ChangeValues values) {}
