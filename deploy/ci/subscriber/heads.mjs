// Follows the transparency log: each head that the hub signed must be the root (RFC 6962) of the leaves heard until then. Whoever
// does this, and remembers, finds out when history was rewritten, whoever rewrote it.
import { check, checkSignature, sha256 } from './signatures.mjs';

const CONTEXT = 'infrahub/tree-head';

/** The hashes of a Merkle tree, by level: at level n those of 2^n leaves. */
class Tree {
  levels = [[]];

  get size() {
    return this.levels[0].length;
  }

  add(leafHash) {
    this.levels[0].push(leafHash);
    for (let level = 0; this.levels[level].length % 2 === 0; level++) {
      (this.levels[level + 1] ??= []).push(node(this.levels[level].at(-2), this.levels[level].at(-1)));
    }
  }

  /** Of the first leaves, as many as told. */
  root(size) {
    let root;
    for (let level = 0; size >> level > 0; level++) {
      const count = size >> level;
      if (count % 2 === 1) root = root ? node(this.levels[level][count - 1], root) : this.levels[level][count - 1];
    }
    return root ?? sha256();
  }
}

const node = (left, right) => sha256(Buffer.from([1]), left, right);

/** Takes heads in the order of the topic, from the log's first on; throws at the first that does not hold. */
export function verifyHeads(heads) {
  const tree = new Tree();
  for (const head of heads) {
    const what = `the head of ${head.size} leaves`;
    checkSignature(head, Buffer.from(head.payload), CONTEXT, what);
    const signed = JSON.parse(head.payload);
    check(signed.treeSize === Number(head.size) && signed.rootHash === head.root, `${what}: says what was signed`);
    check(Number(head.firstLeaf) <= tree.size || head.leafHashes.length === 0, `${what}: no leaf before it is missing`);
    head.leafHashes.slice(tree.size - Number(head.firstLeaf)).forEach((hash) => tree.add(Buffer.from(hash, 'hex')));
    check(tree.size >= signed.treeSize, `${what}: has all its leaves`);
    check(tree.root(signed.treeSize).toString('hex') === head.root, `${what}: its root follows from the leaves heard`);
  }
  return tree.size;
}
