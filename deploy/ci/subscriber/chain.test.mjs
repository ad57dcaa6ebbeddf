import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyChain } from './chain.mjs';
import { sha256 } from './signatures.mjs';

const { publicKey, secretKey } = ml_dsa65.keygen();
const spki = (key) => Buffer.concat([Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex'), key]).toString('base64');

function decision(sequence, previousHash, context = 'infrahub/approval', keyId = 'key-1') {
  const said = { changeRequestId: `CHG-${sequence}`, client: 'acme', module: 'network', planHash: 'ab', riskLevel: 'low',
    decision: 'approve', approvedBy: 'user:1', approvedByName: 'Ada', sequence, previousHash };
  const payload = JSON.stringify(said);
  const signature = ml_dsa65.sign(Buffer.from(payload), secretKey, { context: Buffer.from(context) });
  return { ...said, comment: null, fingerprint: null, payload, signature: Buffer.from(signature).toString('base64'),
    publicKey: spki(publicKey), algorithm: 'ML-DSA-65', keyId, keyVersion: 1 };
}

const first = decision(1, '0'.repeat(64));
const second = decision(2, sha256(first.payload).toString('hex'));
const third = decision(3, sha256(second.payload).toString('hex'));

test('a chain verifies in any order, and from the middle on', () => {
  verifyChain([third, first, second]);
  verifyChain([second, third]);
});

test('whatever is changed is found', () => {
  const broken = (change, what) =>
    assert.throws(() => verifyChain([first, { ...second, ...change }, third]), { message: new RegExp(what) });
  for (const field of ['client', 'module', 'decision', 'approvedBy', 'approvedByName', 'comment', 'fingerprint', 'planHash']) {
    broken({ [field]: 'x' }, `${field} is what was signed`);
  }
  broken({ proof: { method: 'oidc' } }, 'proof.method is what was signed');
  broken({ payload: second.payload.replace('low', 'high') }, 'the signature');
  broken({ signature: third.signature }, 'the signature');
  broken({ publicKey: spki(ml_dsa65.keygen().publicKey) }, 'the signature');
  broken(decision(2, '0'.repeat(64)), 'signed after the one before');
  broken(decision(2, second.previousHash, 'infrahub/tree-head'), 'the signature');
});

test('a missing decision is found', () => {
  assert.throws(() => verifyChain([first, third]), { message: /none is missing/ });
  assert.throws(() => verifyChain([decision(1, 'f'.repeat(64))]), { message: /is the first/ });
});

test('another key under a known name is found', () => {
  const other = ml_dsa65.keygen();
  const forged = { ...second, publicKey: spki(other.publicKey) };
  forged.signature = Buffer.from(
    ml_dsa65.sign(Buffer.from(second.payload), other.secretKey, { context: Buffer.from('infrahub/approval') }),
  ).toString('base64');
  assert.throws(() => verifyChain([first, forged]), { message: /another key than before/ });
});
