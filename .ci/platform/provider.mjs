// A provider of Terraform whose cloud is a folder: each queue is a file of JSON there, which anybody can change past Terraform.
// So drift is real: found by a real Terraform, which reads what is there. It speaks Terraform's plugin protocol 6 on HTTP/2.
// Usage: CLOUD=<folder> terraform …, with TF_DISABLE_PLUGIN_TLS set and this file in a mirror of providers; see .ci/drift.
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@msgpack/msgpack';
import { bytes, fields, number, text } from './protobuf.mjs';

const cloud = process.env.CLOUD;
const SERVING = 1;
const UNIMPLEMENTED = 12;

const attributes = {
  id: { type: 'string', computed: true },
  name: { type: 'string', required: true },
  policy: { type: 'string', optional: true, computed: true },
  visibility_timeout_seconds: { type: 'number', optional: true, computed: true },
  tags: { type: ['map', 'string'], optional: true },
};

const file = (queue) => join(cloud, `${queue.id}.json`);

/** What the cloud makes of a wish: it fills in what was not said. */
const made = (wish) => ({
  id: wish.name,
  name: wish.name,
  policy: wish.policy ?? '',
  visibility_timeout_seconds: wish.visibility_timeout_seconds ?? 30,
  tags: wish.tags ?? null,
});

// --- values and schemas as the protocol has them ------------------------------------------------------------------------

const value = (object) => bytes(2, JSON.stringify(object));

/** A value of a request; what is not known yet is not there. */
function received(message, field) {
  const object = decode(fields(fields(message).get(field)).get(1));
  return object && Object.fromEntries(Object.entries(object).map(([name, each]) => [name, each?.type === 0 ? null : each]));
}

const attribute = ([name, { type, required, optional, computed }]) =>
  bytes(2, [
    text(1, name),
    text(2, JSON.stringify(type)),
    number(4, required),
    number(5, optional),
    number(6, computed),
  ]);

const schema = (members) => bytes(2, Object.entries(members).map(attribute));

// --- what Terraform asks ------------------------------------------------------------------------------------------------

const nothing = () => [];

const calls = {
  '/tfplugin6.Provider/GetProviderSchema': () => [
    bytes(1, schema({})),
    bytes(2, [text(1, 'aws_sqs_queue'), bytes(2, schema(attributes))]),
  ],
  '/tfplugin6.Provider/ValidateProviderConfig': nothing,
  '/tfplugin6.Provider/ConfigureProvider': nothing,
  '/tfplugin6.Provider/ValidateResourceConfig': nothing,
  '/tfplugin6.Provider/UpgradeResourceState': (message) => [
    bytes(1, value(JSON.parse(fields(fields(message).get(3)).get(1)))),
  ],
  '/tfplugin6.Provider/ReadResource': (message) => {
    const known = received(message, 2);
    return [bytes(1, value(existsSync(file(known)) ? JSON.parse(readFileSync(file(known), 'utf8')) : null))];
  },
  '/tfplugin6.Provider/PlanResourceChange': (message) => {
    const wish = received(message, 3);
    return [bytes(1, value(wish && made(wish)))];
  },
  '/tfplugin6.Provider/ApplyResourceChange': (message) => {
    const queue = received(message, 3);
    if (queue) writeFileSync(file(queue), JSON.stringify(queue));
    else rmSync(file(received(message, 2)), { force: true });
    return [bytes(1, value(queue))];
  },
  '/tfplugin6.Provider/StopProvider': nothing,
  '/grpc.health.v1.Health/Check': () => [number(1, SERVING)],
  '/plugin.GRPCController/Shutdown': () => {
    setImmediate(() => process.exit());
    return [];
  },
};

// --- gRPC ---------------------------------------------------------------------------------------------------------------

const server = createServer();
server.on('stream', async (stream, headers) => {
  const call = calls[headers[':path']];
  const type = { ':status': 200, 'content-type': 'application/grpc' };
  if (!call) return stream.respond({ ...type, 'grpc-status': UNIMPLEMENTED }, { endStream: true });
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  const answer = Buffer.concat(call(Buffer.concat(chunks).subarray(5)));
  const head = Buffer.alloc(5);
  head.writeUInt32BE(answer.length, 1);
  stream.respond(type, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': 0 }));
  stream.end(Buffer.concat([head, answer]));
});
const socket = join(mkdtempSync(join(tmpdir(), 'provider-')), 'socket');
process.on('exit', () => rmSync(join(socket, '..'), { recursive: true, force: true }));
process.on('SIGINT', () => {}); // Terraform ends it
server.listen(socket, () => console.log(`1|6|unix|${socket}|grpc`));
