// Verifies what the hub signs (ML-DSA-65, FIPS 204) with somebody else's cryptography, and remembers whose key is which.
import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import { createHash } from 'node:crypto';

// the SubjectPublicKeyInfo of an ML-DSA-65 key (RFC 9881) is this, then the 1952 bytes of the key
const SPKI = Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex');

/** Keys by their id and version. The first one heard is believed; pin the ones that you were told in another way instead. */
export const keys = new Map();

export const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();

export function check(holds, what) {
  if (!holds) throw new Error(`does not hold: ${what}`);
}

/** Throws unless the signature of the event is over these very bytes, by a key that has not become another. */
export function checkSignature({ publicKey, signature, algorithm, keyId, keyVersion }, bytes, context, what) {
  const spki = Buffer.from(publicKey, 'base64');
  check(algorithm === 'ML-DSA-65' && spki.length === SPKI.length + 1952, `${what}: a key of ML-DSA-65`);
  check(spki.subarray(0, SPKI.length).equals(SPKI), `${what}: the form of the key`);
  const options = { context: Buffer.from(context) };
  check(ml_dsa65.verify(Buffer.from(signature, 'base64'), bytes, spki.subarray(SPKI.length), options), `${what}: the signature`);
  const fingerprint = `SHA256:${sha256(spki).toString('base64url')}`;
  const known = keys.get(`${keyId}/${keyVersion}`) ?? fingerprint;
  check(known === fingerprint, `${what}: ${keyId} version ${keyVersion} is another key than before`);
  keys.set(`${keyId}/${keyVersion}`, fingerprint);
}
