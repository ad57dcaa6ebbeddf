// What of the hub a scan for drift, and a log, meet, where none runs: the same requests, answers and refusals, as the gateway's OpenAPI has
// them, and of the judgement only so much that a test can tell one scan from another. Keeps nothing.
// Usage: node hub.mjs <key>. Prints its URL.
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';

const [key] = process.argv.slice(2);
const words = (name) =>
  JSON.parse(readFileSync(new URL(`../../gateway/src/main/resources/openapi/${name}.json`, import.meta.url), 'utf8'));
const contract = words('post-drift-analyze');
const diagnosis = words('post-pipeline-diagnose');
const PLAN = 'application/vnd.hashicorp.terraform.plan+json';
const scans = [];
const answered = new Map();

class Refused extends Error {
  constructor(status, code, detail, field) {
    super(detail);
    this.problem = { type: `urn:infrahub:problem:${code}`, title: code, status, detail, code, field, error: detail };
  }
}

// --- reading a scan -----------------------------------------------------------------------------------------------------

const texts = ['module', 'client', 'environment', 'team', 'commit', 'runUrl', 'exitCode', 'expectedEvery'];

function json(body, code) {
  try {
    return JSON.parse(body);
  } catch {
    throw new Refused(400, code, 'It is no JSON.');
  }
}

function submitted(request, url, body) {
  const content = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  const isPlan = request.headers['content-type'] === PLAN;
  const envelope = isPlan ? Object.fromEntries(url.searchParams) : json(content, 'body.not_json');
  const plan = isPlan ? json(content, 'plan.not_json') : envelope.plan;
  const said = Object.fromEntries(texts.map((name) => [name, envelope[name] ?? null]));
  if (!said.module) throw new Refused(422, 'field.missing', 'module is required.', 'module');
  if (said.exitCode !== null && !/^\d{1,3}$/.test(said.exitCode)) throw new Refused(422, 'field.invalid', 'exitCode', 'exitCode');
  if (said.expectedEvery && !/^P(?!$)(\d+D)?(T(?!$)(\d+H)?(\d+M)?)?$/.test(said.expectedEvery))
    throw new Refused(422, 'field.invalid', 'expectedEvery takes a duration of ISO 8601.', 'expectedEvery');
  const exitCode = said.exitCode === null ? null : Number(said.exitCode);
  const failed = ![null, 0, 2].includes(exitCode);
  if (!plan && envelope.planOutput === undefined && !failed) throw new Refused(422, 'field.missing', 'plan is required.', 'plan');
  if (!plan && !failed && !/Error: /.test(envelope.planOutput))
    throw new Refused(422, 'plan.not_understood', 'It is neither a plan nor what is printed where there is none.', 'planOutput');
  return { ...said, exitCode, failed, plan, planOutput: envelope.planOutput };
}

// --- answering ----------------------------------------------------------------------------------------------------------

const isNothing = (value) => value == null || value === '' || (typeof value === 'object' && !Object.keys(value).length);
const same = (one, other) => (isNothing(one) && isNothing(other)) || JSON.stringify(one) === JSON.stringify(other);

function drifted({ address, type, provider_name, deposed, change }, plan) {
  const gone = change.actions.includes('delete');
  const paths = gone ? [] : Object.keys(change.after).filter((name) => !same(change.before[name], change.after[name]));
  if (!gone && !paths.length) return [];
  const hidden = 'resource_changes' in plan;
  const [resource] = contract.answer.resources;
  const [attribute] = resource.attributes;
  const shown = (value, path) => (change.after_sensitive?.[path] ? '(sensitive)' : JSON.stringify(value ?? null));
  return {
    ...resource,
    address,
    type,
    provider: provider_name,
    deposed: deposed ?? null,
    change: gone ? 'deleted' : 'changed',
    attributes: paths.map((path) => ({
      ...attribute,
      path,
      before: shown(change.before[path], path),
      after: shown(change.after[path], path),
      apply: hidden ? 'keeps' : 'untold',
      hidden,
    })),
    cause: gone ? 'deleted-outside' : 'changed-by-hand',
    risk: paths.includes('policy') ? 'critical' : gone ? 'medium' : 'low',
    hidden,
  };
}

function analyzed(scan) {
  const resources = (scan.plan?.resource_drift ?? []).flatMap((entry) => drifted(entry, scan.plan));
  const whole = scan.plan && !scan.failed && scan.plan.complete !== false;
  const status = whole ? 'complete' : scan.plan ? 'incomplete' : 'failed';
  const errors = [...(scan.planOutput ?? '').matchAll(/Error: (.*)/g)].map(([, error]) => `Terraform says: ${error}`);
  const answer = {
    ...contract.answer,
    checkId: randomUUID(),
    client: scan.client ?? 'default',
    ...Object.fromEntries(['module', 'environment', 'team', 'commit', 'runUrl', 'exitCode', 'expectedEvery'].map((name) => [name, scan[name]])),
    format: scan.plan ? 'json' : 'text',
    status,
    mode: !scan.plan ? 'unknown' : 'resource_changes' in scan.plan ? 'normal' : 'refresh-only',
    terraformVersion: scan.plan?.terraform_version ?? null,
    scannedAt: new Date().toISOString(),
    driftDetected: resources.length > 0,
    resourceCount: resources.length,
    risk: ['critical', 'medium', 'low'].find((risk) => resources.some((resource) => resource.risk === risk)) ?? 'none',
    summary:
      status === 'failed'
        ? 'The scan failed: No cause is known.'
        : resources.length
          ? `${resources.length} drifted: ${resources.map((resource) => resource.address).join(', ')}`
          : status === 'complete'
            ? 'Nothing drifted.'
            : 'No drift can be seen here, and not all of it could be.',
    recommendation: resources[0]?.options[0].detail ?? null,
    resources,
    dropped: [],
    limits: errors,
  };
  scans.unshift(answer);
  return answer;
}

/** As lists show it. */
function listed({ resources, scannedAt, ...scan }) {
  const analysis = resources.map(({ attributes, ...resource }) => ({ ...resource, attributes: attributes.map((one) => one.path) }));
  return { ...scan, analysis, detectedAt: scannedAt, stale: false };
}

/** Every log that is one has failed of the same. */
function diagnosed(request, url, body) {
  const log = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
  if (request.headers['content-type'] !== 'text/plain') throw new Refused(415, 'content_type.unsupported', 'It is no log.');
  if (!log.length) throw new Refused(400, 'body.empty', 'The body is empty.');
  return { ...diagnosis.answer, ...Object.fromEntries(url.searchParams) };
}

function answer(request, url, body) {
  if (request.headers['x-api-key'] !== key) throw new Refused(401, 'key.invalid', 'This API key is unknown.');
  if (request.method === 'POST' && url.pathname === '/api/pipeline/diagnose') return diagnosed(request, url, body);
  if (request.method === 'POST' && url.pathname === '/api/drift/analyze') {
    const once = request.headers['idempotency-key'];
    const asked = createHash('sha256').update(url.search).update(body).digest('hex');
    const before = answered.get(once);
    if (before && before.asked !== asked) throw new Refused(422, 'idempotency_key.reused', 'The key was of another request.');
    if (!before) answered.set(once, { asked, told: analyzed(submitted(request, url, body)) });
    return answered.get(once).told;
  }
  const of = scans.filter((scan) => scan.client === (url.searchParams.get('client') ?? scan.client)).map(listed);
  const history = url.pathname.match(/^\/api\/drift\/results\/([^/]+)\/history$/);
  if (request.method === 'GET' && history) return of.filter((scan) => scan.module === decodeURIComponent(history[1]));
  if (request.method === 'GET' && url.pathname === '/api/drift/results') {
    const telling = of.filter((scan) => scan.status === 'complete' || scan.driftDetected);
    return telling.filter((scan, at) => telling.findIndex((other) => other.module === scan.module) === at);
  }
  throw new Refused(404, 'path.unknown', 'There is nothing here.');
}

const server = createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const url = new URL(request.url, 'http://hub');
  const send = (status, body) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
  try {
    send(200, answer(request, url, Buffer.concat(chunks)));
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    send(refused.problem.status, refused.problem);
  }
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
