// Holds what the local installation of QuantumAPI made against cryptography that knows nothing of it: @noble/post-quantum for
// ML-DSA, SLH-DSA and ML-KEM, Node's own HKDF and AES-GCM. Reads one JSON object from standard input:
//   signatures: [{algorithm, publicKey (raw), context, data, signature}]
//   payloads:   [{seed (of the ML-KEM key), algorithm, encryptedPayload, associatedData, plaintext}]
// All bytes are Base64. Writes what held, and ends with 1 at the first that does not.
import { createDecipheriv, createHash, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js';
import { ml_kem512, ml_kem768, ml_kem1024 } from '@noble/post-quantum/ml-kem.js';
import { slh_dsa_sha2_128s } from '@noble/post-quantum/slh-dsa.js';

const signers = {
  'ML-DSA-44': ml_dsa44,
  'ML-DSA-65': ml_dsa65,
  'ML-DSA-87': ml_dsa87,
  'SLH-DSA-128s': slh_dsa_sha2_128s,
};
const kems = {
  'ML-KEM-512': { kem: ml_kem512, ciphertext: 768 },
  'ML-KEM-768': { kem: ml_kem768, ciphertext: 1088 },
  'ML-KEM-1024': { kem: ml_kem1024, ciphertext: 1568 },
};
const FIXED = 25;
const NONCE = 12;
const TAG = 16;

const bytes = (base64) => new Uint8Array(Buffer.from(base64, 'base64'));

function check(holds, what) {
  if (!holds) {
    console.error(`does not hold: ${what}`);
    process.exit(1);
  }
}

function verify({ algorithm, publicKey, context, data, signature }) {
  const signer = signers[algorithm];
  const options = { context: bytes(context) };
  const message = bytes(data);
  check(signer.verify(bytes(signature), message, bytes(publicKey), options), `a signature of ${algorithm}`);
  const other = Uint8Array.from([...message, 0]);
  check(!signer.verify(bytes(signature), other, bytes(publicKey), options), `${algorithm} refuses other data`);
  const elsewhere = { context: Uint8Array.from([...options.context, 0]) };
  check(!signer.verify(bytes(signature), message, bytes(publicKey), elsewhere), `${algorithm} refuses another context`);
}

function open({ seed, algorithm, encryptedPayload, associatedData, plaintext }) {
  const { kem, ciphertext } = kems[algorithm];
  const envelope = bytes(encryptedPayload);
  const derivedFrom = envelope.slice(0, FIXED + ciphertext);
  const header = envelope.slice(0, FIXED + ciphertext + NONCE);
  const { secretKey } = kem.keygen(bytes(seed));
  const secret = kem.decapsulate(envelope.slice(FIXED, FIXED + ciphertext), secretKey);
  const context = createHash('sha256').update(derivedFrom).digest();
  const info = Buffer.concat([Buffer.from('QuantumAPI envelope v1'), context]);
  const key = new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), info, 32));
  const decipher = createDecipheriv('aes-256-gcm', key, header.slice(-NONCE));
  decipher.setAAD(Buffer.concat([header, bytes(associatedData)]));
  decipher.setAuthTag(envelope.slice(-TAG));
  const opened = Buffer.concat([decipher.update(envelope.slice(header.length, -TAG)), decipher.final()]);
  check(opened.equals(Buffer.from(plaintext, 'base64')), `a payload of ${algorithm}`);
}

const { signatures, payloads } = JSON.parse(readFileSync(0, 'utf8'));
signatures.forEach(verify);
payloads.forEach(open);
console.log(`${signatures.length} signatures verified, ${payloads.length} payloads opened`);
