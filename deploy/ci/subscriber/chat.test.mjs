import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CHAT = fileURLToPath(new URL('chat.mjs', import.meta.url));

/** Ends as it does, before any broker is asked. */
async function started(environment, ...flags) {
  const env = { PATH: process.env.PATH, ...environment };
  return promisify(execFile)(process.execPath, [CHAT, ...flags, '127.0.0.1:1', 'http://127.0.0.1:1'], { env }).then(
    () => assert.fail('it ended well'),
    ({ code, stdout, stderr }) => ({ code, stdout, stderr }),
  );
}

test('what is set wrong ends it at once, by name and without the secret', async () => {
  const says = async (stderr, ...how) => assert.deepEqual(await started(...how), { code: 1, stdout: '', stderr });
  const good = 'https://hooks.example/s3cr3t';
  await says('chat: TEAMS_WEBHOOK_URL, SLACK_WEBHOOK_URL or both are to be set\n', {});
  await says('chat: SLACK_WEBHOOK_URL is to begin with https://, unless it is on this machine\n', {
    SLACK_WEBHOOK_URL: 'http://hooks.example/s3cr3t',
  });
  await says('chat: TEAMS_WEBHOOK_URL is not the address of a webhook\n', {
    ...{ SLACK_WEBHOOK_URL: good, TEAMS_WEBHOOK_URL: 's3cr3t' },
  });
  await says('chat: what is --onec?\n', { SLACK_WEBHOOK_URL: good }, '--onec');
});
