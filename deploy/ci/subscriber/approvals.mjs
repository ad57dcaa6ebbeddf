// Verifies what the change board decided, without trusting the hub, and prints it. Ends with 1 where something does not hold.
// Usage: node approvals.mjs <brokers> <registry URL>
import { verifyChain } from './chain.mjs';
import { keys } from './signatures.mjs';
import { eventsOf } from './topic.mjs';

const decisions = await eventsOf('approval.signed');
verifyChain(decisions);
for (const { sequence, decision, changeRequestId, approvedByName } of decisions) {
  console.log(`${sequence} ${decision} ${changeRequestId}, signed by ${approvedByName}`);
}
for (const { decision, changeRequestId, approver, code } of await eventsOf('approval.refused')) {
  console.log(`- ${decision} ${changeRequestId} by ${approver}, refused: ${code}`);
}
console.log(`verified ${decisions.length} decision(s) by ${keys.size} key(s)`);
