// Plays a job of a pipeline file as its platform would: whether it runs, its scripts in order in the platform's shell, what
// each of them sees of variables and secrets, what is skipped after a failure, what is kept as an artifact, what later jobs see.
// Usage: node job.mjs <github|gitlab|azure> <file> <job> <pull-request|merge|schedule>, in a checkout.
// HUB_URL and HUB_KEY are what the organisation has configured, RUN numbers the run, ARTIFACTS is a folder. Ends with 0 when
// the job is green, 1 when it is red, 2 when it is orange (green with a warning), 3 when the platform would not start it.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const [platform, file, name, event] = process.argv.slice(2);
const { HUB_URL, HUB_KEY, ...machine } = process.env;
const { RUN, ARTIFACTS } = machine;
const isPullRequest = event === 'pull-request';
const pipeline = parse(readFileSync(file, 'utf8'));
let failed = false;
let warned = false;

const platforms = { github, gitlab, azure };
platforms[platform]();
process.exit(failed ? 1 : warned ? 2 : 0);

function github() {
  const job = pipeline.jobs[name];
  const eventName = { 'pull-request': 'pull_request', merge: 'push', schedule: 'schedule' }[event];
  if (!(eventName in pipeline.on)) notStarted();
  const steps = {};
  const scope = {
    steps,
    github: {
      event_name: eventName,
      event: { pull_request: { number: 7, draft: false, head: { repo: { fork: false } } } },
      token: 'token-of-the-run',
    },
    vars: { HUB_URL },
    secrets: { HUB_KEY },
  };
  const variables = (named) =>
    Object.fromEntries(
      Object.entries(named ?? {}).map(([key, value]) => [
        key,
        `${value}`.replace(/\$\{\{(.+?)\}\}/g, (_, expression) => evaluate(expression, scope)),
      ]),
    );
  startIf(job.if, scope);
  const env = {
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_REPOSITORY: 'acme/network',
    GITHUB_RUN_ID: RUN,
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '5c64a2b0',
    GITHUB_REF: isPullRequest ? 'refs/pull/7/merge' : 'refs/heads/main',
    GITHUB_OUTPUT: join(ARTIFACTS, '.output'),
    GITHUB_STEP_SUMMARY: join(ARTIFACTS, '.summary'),
    ...variables(pipeline.env),
    ...variables(job.env),
  };
  for (const step of job.steps) {
    if (!goesOn(step.if, scope)) continue;
    if (step.uses?.startsWith('actions/upload-artifact@')) keep([step.with.path]);
    if (!step.run) continue;
    const shell = step.shell ?? job.defaults?.run.shell ?? pipeline.defaults?.run.shell;
    run(step.name, shell === 'bash' ? ['-eo', 'pipefail'] : ['-e'], step.run, { ...env, ...variables(step.env) });
    if (step.id) steps[step.id] = { outputs: assignments(taken(env.GITHUB_OUTPUT)) };
    summarize(taken(env.GITHUB_STEP_SUMMARY));
  }
  toLaterJobs(variables(job.outputs));
}

function gitlab() {
  const job = { ...pipeline.default, ...pipeline[name] };
  const env = {
    GITLAB_CI: 'true',
    CI_JOB_URL: `https://gitlab.example/acme/network/-/jobs/${RUN}`,
    CI_COMMIT_SHA: '5c64a2b0',
    CI_DEFAULT_BRANCH: 'main',
    CI_PIPELINE_SOURCE: { 'pull-request': 'merge_request_event', merge: 'push', schedule: 'schedule' }[event],
    ...(isPullRequest
      ? { CI_MERGE_REQUEST_IID: '7', CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.example/acme/network' }
      : { CI_COMMIT_BRANCH: 'main' }),
    HUB_URL,
    HUB_KEY,
    ...pipeline.variables,
    ...job.variables,
  };
  const rule = job.rules[0].if.replace(/\$(\w+)/g, (_, key) => JSON.stringify(env[key] ?? null));
  startIf(rule, {});
  // a job begins with the repository and with the artifacts of the jobs it needs
  ['hub-change.out', 'hub-drift.out', 'hub-diagnose.out', 'validate.json'].forEach((left) => rmSync(left, { recursive: true, force: true }));
  if (job.needs) cpSync(ARTIFACTS, '.', { recursive: true });
  const { status } = run(name, ['-eo', 'pipefail'], [...job.before_script, ...job.script].join('\n'), env);
  warned = job.allow_failure?.exit_codes.includes(status) ?? false;
  failed &&= !warned;
  const red = failed;
  run('after_script', ['-eo', 'pipefail'], (job.after_script ?? []).join('\n'), env);
  failed = red;
  if (!failed || job.artifacts.when === 'always') keep(job.artifacts.paths);
  toLaterJobs(assignments(taken(job.artifacts.reports?.dotenv)));
}

function azure() {
  const starts = { 'pull-request': pipeline.pr !== 'none', merge: pipeline.trigger !== 'none', schedule: 'schedules' in pipeline };
  if (!starts[event]) notStarted();
  const stage = pipeline.stages?.find((each) => each.stage === name);
  const job = stage?.jobs[0] ?? pipeline.jobs.find((each) => each.job === name);
  const outputs = {};
  const variables = {
    'Build.Reason': { 'pull-request': 'PullRequest', merge: 'IndividualCI', schedule: 'Schedule' }[event],
    'Build.SourceBranch': isPullRequest ? 'refs/pull/7/merge' : 'refs/heads/main',
    HUB_URL,
  };
  pipeline.variables.filter((each) => each.name).forEach((each) => (variables[each.name] = each.value));
  const scope = {
    variables: new Proxy(variables, { get: (all, key) => all[key] ?? '' }),
    eq: (one, other) => one === other,
    ne: (one, other) => one !== other,
    and: (...all) => all.every(Boolean),
  };
  startIf(stage?.condition, scope);
  const env = () => ({
    TF_BUILD: 'True',
    SYSTEM_COLLECTIONURI: 'https://azure.example/acme/',
    SYSTEM_TEAMPROJECT: 'Core network',
    SYSTEM_STAGEATTEMPT: '1',
    SYSTEM_JOBATTEMPT: '1',
    BUILD_BUILDID: RUN,
    BUILD_SOURCEVERSION: '5c64a2b0',
    ...(isPullRequest && {
      SYSTEM_PULLREQUEST_PULLREQUESTID: '7',
      SYSTEM_PULLREQUEST_SOURCEREPOSITORYURI: 'https://azure.example/acme/_git/network',
    }),
    ...Object.fromEntries(
      Object.entries(variables).map(([key, value]) => [key.toUpperCase().replace(/\W/g, '_'), value]),
    ),
  });
  // secrets come to a step only where it asks for them
  const secrets = (named) =>
    Object.fromEntries(
      Object.entries(named ?? {}).map(([key, value]) => [
        key,
        value.replace(/\$\((\w+)\)/g, (macro, wanted) => ({ HUB_KEY, ...variables })[wanted] ?? macro),
      ]),
    );
  for (const step of job.steps ?? job.strategy.runOnce.deploy.steps) {
    if (!goesOn(step.condition, scope)) continue;
    if (step.publish) keep([step.publish]);
    if (!step.bash) continue;
    const { stdout } = run(step.displayName, [], step.bash, { ...env(), ...secrets(step.env) });
    for (const [, key, value] of stdout.matchAll(/##vso\[task\.setvariable variable=(\w+)\](.*)/g)) variables[key] = value;
    for (const [, key, value] of stdout.matchAll(/##vso\[task\.setvariable variable=(\w+);isOutput=true\](.*)/g))
      outputs[`${step.name}.${key}`] = value;
    for (const [, summary] of stdout.matchAll(/##vso\[task\.uploadsummary\](.*)/g)) summarize(readFileSync(summary, 'utf8'));
    warned ||= stdout.includes('##vso[task.complete result=SucceededWithIssues;]');
  }
  toLaterJobs(outputs);
}

function startIf(condition, scope) {
  if (condition !== undefined && !evaluate(condition, scope)) notStarted();
}

function notStarted() {
  console.log(`${platform} does not start ${name} on ${event}`);
  process.exit(3);
}

function goesOn(condition, scope) {
  if (condition === undefined) return !failed;
  return (!failed || condition.includes('always()')) && evaluate(condition, { ...scope, always: () => true });
}

// The three languages of conditions are JavaScript, as far as these files go.
function evaluate(expression, scope) {
  return new Function(...Object.keys(scope), `return (${expression});`)(...Object.values(scope));
}

function run(title, options, script, env) {
  if (script === '') return {};
  const path = join(ARTIFACTS, '.script');
  writeFileSync(path, `${script}\n`);
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', ...options, path], {
    env: { ...machine, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  rmSync(path);
  process.stdout.write(`${stdout}${stderr}`);
  console.log(`[${platform}] ${title}: exit ${status}`);
  failed ||= status !== 0;
  return { status, stdout };
}

/** What a step left in a file of the platform's, which is the next one's then. */
function taken(file) {
  if (!file || !existsSync(file)) return '';
  const content = readFileSync(file, 'utf8');
  rmSync(file);
  return content;
}

function assignments(lines) {
  return Object.fromEntries(lines.split('\n').filter(Boolean).map((line) => line.split(/=(.*)/).slice(0, 2)));
}

function summarize(text) {
  if (text) appendFileSync(join(ARTIFACTS, 'summary.md'), text);
}

function toLaterJobs(variables) {
  for (const [key, value] of Object.entries(variables)) console.log(`[${platform}] later jobs see ${key}=${value}`);
}

function keep(paths) {
  for (const path of paths.filter(existsSync)) {
    mkdirSync(dirname(join(ARTIFACTS, path)), { recursive: true });
    cpSync(path, join(ARTIFACTS, path));
  }
}
