// Verifies sealed evidence: a DSSE envelope around an in-toto statement, signed by the hub, and named by its hash.
import { check, checkSignature, sha256 } from './signatures.mjs';

/** What DSSE signs: the type and the payload, each with its length. */
const encoded = (type, payload) =>
  Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `), payload]);

/** Throws at the first that does not hold. */
export function verifyEnvelopes(events) {
  for (const event of events) {
    const what = `evidence ${event.evidenceId}`;
    check(sha256(event.envelope).toString('hex') === event.evidenceHash, `${what}: its hash`);
    const { payloadType, payload, signatures } = JSON.parse(event.envelope);
    check(signatures.length === 1 && signatures[0].sig === event.signature, `${what}: one signature, that of the event`);
    checkSignature(event, encoded(payloadType, Buffer.from(payload, 'base64')), '', what);
    const { predicate } = JSON.parse(Buffer.from(payload, 'base64'));
    check(predicate !== undefined, `${what}: is a statement`);
  }
}
