// Verifies decisions of the change board: the signature of each, that the event says what was signed, and that they are one
// chain, in which each names the one before it.
import { check, checkSignature, sha256 } from './signatures.mjs';

const CONTEXT = 'infrahub/approval';
const SIGNED = [
  ...['changeRequestId', 'client', 'module', 'planHash', 'fingerprint', 'riskLevel', 'decision', 'comment'],
  ...['approvedBy', 'approvedByName', 'previousHash'],
];
const PROOF = ['method', 'issuer', 'subject', 'authenticatedAtClaim', 'contextClass', 'keyId'];
const START = '0'.repeat(64);

/** Throws at the first thing that does not hold. What is older than the topic's retention is missing at the beginning only. */
export function verifyChain(decisions) {
  let previous;
  for (const decision of decisions.toSorted((one, other) => Number(one.sequence) - Number(other.sequence))) {
    const what = `decision ${decision.sequence} on ${decision.changeRequestId}`;
    checkSignature(decision, Buffer.from(decision.payload), CONTEXT, what);
    const signed = JSON.parse(decision.payload);
    for (const field of SIGNED) {
      check((signed[field] ?? null) === (decision[field] ?? null), `${what}: ${field} is what was signed`);
    }
    for (const field of PROOF) {
      check((signed.proof?.[field] ?? null) === (decision.proof?.[field] ?? null), `${what}: proof.${field} is what was signed`);
    }
    check(signed.sequence === Number(decision.sequence), `${what}: its place is what was signed`);
    if (previous) {
      check(signed.sequence === previous.sequence + 1, `${what} follows ${previous.sequence}: none is missing`);
      check(signed.previousHash === previous.hash, `${what} was signed after the one before it`);
    } else if (signed.sequence === 1) {
      check(signed.previousHash === START, `${what} is the first`);
    }
    previous = { sequence: signed.sequence, hash: sha256(decision.payload).toString('hex') };
  }
}
