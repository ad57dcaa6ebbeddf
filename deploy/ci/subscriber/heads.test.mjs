import { ml_dsa65 } from '@noble/post-quantum/ml-dsa.js';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { verifyHeads } from './heads.mjs';
import { sha256 } from './signatures.mjs';

const { publicKey, secretKey } = ml_dsa65.keygen();
const spki = Buffer.concat([Buffer.from('308207b2300b0609608648016503040312038207a100', 'hex'), publicKey]);
const leaves = Array.from({ length: 21 }, (_, index) => sha256(Buffer.from([0]), Buffer.from(`leaf ${index}`)));

// RFC 6962, section 2.1, as it is written there
function mth(hashes) {
  if (hashes.length === 1) return hashes[0];
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return sha256(Buffer.from([1]), mth(hashes.slice(0, k)), mth(hashes.slice(k)));
}

function head(firstLeaf, size, root = mth(leaves.slice(0, size)).toString('hex')) {
  const payload = JSON.stringify({ rootHash: root, treeSize: size, type: 'infrahub/tree-head/v1' });
  const signature = ml_dsa65.sign(Buffer.from(payload), secretKey, { context: Buffer.from('infrahub/tree-head') });
  return { size, root, firstLeaf, payload, signature: Buffer.from(signature).toString('base64'), algorithm: 'ML-DSA-65',
    publicKey: spki.toString('base64'), keyId: 'cab/log', keyVersion: 1,
    leafHashes: leaves.slice(firstLeaf, size).map((leaf) => leaf.toString('hex')) };
}

test('every size of a growing log follows from its leaves', () => {
  assert.equal(verifyHeads(leaves.map((_, index) => head(index, index + 1))), leaves.length);
  assert.equal(verifyHeads([head(0, 5), head(5, 13), { ...head(9, 9) }, head(13, 21)]), 21);
});

test('a rewritten log is found', () => {
  const first = head(0, 5);
  const rewritten = head(5, 9, mth([sha256('another'), ...leaves.slice(1, 9)]).toString('hex'));
  assert.throws(() => verifyHeads([first, rewritten]), { message: /follows from the leaves/ });
});

test('a missing head, another root and another leaf are found', () => {
  assert.throws(() => verifyHeads([head(0, 5), head(6, 9)]), { message: /no leaf before it is missing/ });
  assert.throws(() => verifyHeads([{ ...head(0, 5), root: 'ab' }]), { message: /says what was signed/ });
  const forged = head(0, 5);
  forged.leafHashes[2] = 'ab'.repeat(32);
  assert.throws(() => verifyHeads([forged]), { message: /follows from the leaves/ });
  assert.throws(() => verifyHeads([{ ...head(0, 5), leafHashes: [] }]), { message: /has all its leaves/ });
});
