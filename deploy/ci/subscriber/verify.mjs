// Verifies what the hub signed and published, without trusting the hub, and prints it: decisions of the change board and their
// chain, heads of the transparency log and the leaves that lead to them, sealed evidence. Ends with 1 where something does not
// hold. Usage: node verify.mjs <brokers> <registry URL>
import { verifyChain } from './chain.mjs';
import { verifyEnvelopes } from './envelopes.mjs';
import { verifyHeads } from './heads.mjs';
import { keys } from './signatures.mjs';
import { eventsOf } from './topic.mjs';

const decisions = await eventsOf('approval.signed');
verifyChain(decisions);
for (const { sequence, decision, client, changeRequestId, approvedByName } of decisions) {
  console.log(`${sequence} ${decision} ${client}/${changeRequestId}, signed by ${approvedByName}`);
}
for (const { decision, client, changeRequestId, approver, code } of await eventsOf('approval.refused')) {
  console.log(`- ${decision} ${client}/${changeRequestId} by ${approver}, refused: ${code}`);
}

const evidence = await eventsOf('evidence.sealed');
verifyEnvelopes(evidence);
for (const { evidenceId, client, changeRequestId } of evidence) {
  console.log(`evidence ${evidenceId} about ${client}/${changeRequestId}`);
}

const heads = await eventsOf('tree-head.signed');
const leaves = verifyHeads(heads);
console.log(
  `verified ${decisions.length} decision(s), ${evidence.length} envelope(s) and ${heads.length} head(s)` +
    ` of a log of ${leaves} leaves, by ${keys.size} key(s)`,
);
