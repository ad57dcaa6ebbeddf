import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyEnvelopes } from './envelopes.mjs';
import { sha256 } from './signatures.mjs';

const { publicKey, secretKey } = ml_dsa65.keygen();
const spki = Buffer.concat([Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex'), publicKey]);
const TYPE = 'application/vnd.in-toto+json';
const STATEMENT = JSON.stringify({ predicate: { said: 'so – in UTF-8' } });

function sealed(statement, signedText = `DSSEv1 ${TYPE.length} ${TYPE} ${Buffer.byteLength(statement)} ${statement}`) {
  const sig = Buffer.from(ml_dsa65.sign(Buffer.from(signedText), secretKey)).toString('base64');
  const envelope = JSON.stringify({
    payloadType: TYPE,
    payload: Buffer.from(statement).toString('base64'),
    signatures: [{ keyid: 'the hub', sig }],
  });
  return { evidenceId: 'one', envelope, evidenceHash: sha256(envelope).toString('hex'), signature: sig,
    publicKey: spki.toString('base64'), algorithm: 'ML-DSA-65', keyId: 'hub/evidence', keyVersion: 1 };
}

test('an envelope verifies as DSSE says', () => verifyEnvelopes([sealed(STATEMENT)]));

test('whatever is changed is found', () => {
  const event = sealed(STATEMENT);
  const broken = (change, what) => assert.throws(() => verifyEnvelopes([{ ...event, ...change }]), { message: new RegExp(what) });
  broken({ evidenceHash: 'ab'.repeat(32) }, 'its hash');
  broken({ signature: 'QUJD' }, 'that of the event');
  const other = sealed(STATEMENT.replace('so', 'no'));
  const forged = other.envelope.replace(other.signature, event.signature);
  broken({ envelope: forged, evidenceHash: sha256(forged).toString('hex') }, 'the signature');
  assert.throws(() => verifyEnvelopes([sealed(STATEMENT, STATEMENT)]), { message: /the signature/ });
});
