// How many webhooks ingress takes in, against what Postgres alone commits of rows of the same sizes: ingress.mjs ROUNDS.
// Of the deliveries, of 5 to 200 kB, four in five are ignored (other files, other branches, tags, repositories that nobody
// registered) and one in five is accepted; what is accepted names commits that do not exist, so that no run goes far.
import {execFileSync, spawn} from 'node:child_process';
import {createHmac, randomBytes, randomUUID} from 'node:crypto';
import {Agent, request} from 'node:http';
import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const {UPM_INGRESS_URL, UPM_ADMIN_TOKEN, GITHUB_WEBHOOK_SECRET, GITHUB_BASE_URL, UPM_DB_ADMIN_URL, UPM_LOCAL, BENCH_WORK, PGBENCH} = process.env;
const rounds = Number(process.argv[2] ?? 3);
const CONNECTIONS = 12; // as many as ingress has to its database
const SECONDS = 15;
const WARM_UP = 45; // until the JVM has compiled what is often run
const PACE = 200;
const BURST = 1000;
const REPOSITORIES = 20;
const repositories = Array.from({length: REPOSITORIES}, (_, n) => `studio/bench-ingress-${randomUUID().slice(0, 8)}-${n}`);
const secret = GITHUB_WEBHOOK_SECRET.split(',')[0];
const target = new URL('/webhooks/github', UPM_INGRESS_URL);

// --- Deliveries as GitHub shapes them ---------------------------------------------------------------------------------------

const words = 'Fix crash when the inventory panel opens before the save game was read and add tests for it'.split(' ');
const pick = (list, n) => list[n % list.length];
const sha = () => randomBytes(20).toString('hex');
const person = {name: 'Ada Example', email: 'ada@studio.example', username: 'ada'};

function commitOf(repository, n, files) {
  return {id: sha(), tree_id: sha(), distinct: true, timestamp: '2026-11-01T12:00:00+01:00', author: person, committer: person,
    message: Array.from({length: 12}, (_, i) => pick(words, n * 7 + i)).join(' '), url: `${GITHUB_BASE_URL}/${repository}/commit/${sha()}`,
    added: [], removed: [], modified: files};
}

function repositoryOf(name) {
  const links = Object.fromEntries(['archive', 'assignees', 'blobs', 'branches', 'collaborators', 'comments', 'commits', 'compare',
    'contents', 'contributors', 'deployments', 'downloads', 'events', 'forks', 'git_commits', 'git_refs', 'git_tags', 'hooks',
    'issue_comment', 'issue_events', 'issues', 'keys', 'labels', 'languages', 'merges', 'milestones', 'notifications', 'pulls',
    'releases', 'stargazers', 'statuses', 'subscribers', 'subscription', 'tags', 'teams', 'trees'].map(
    each => [`${each}_url`, `https://api.github.example/repos/${name}/${each}{/sha}`]));
  return {id: 186853002, name: name.split('/')[1], full_name: name, private: true, default_branch: 'main',
    owner: {login: name.split('/')[0], id: 21031067, type: 'Organization'}, ...links};
}

function payload(repository, kind, kilobytes) {
  const files = kind === 'accepted' ? ['Packages/com.studio.a/package.json', 'Packages/com.studio.a/Runtime/A.cs']
    : ['Assets/Scripts/Player.cs', 'ProjectSettings/ProjectVersion.txt'];
  const name = kind === 'unregistered' ? 'studio/nobody-registered-this' : repository;
  const ref = kind === 'branch' ? 'refs/heads/feature/inventory' : kind === 'tag' ? 'refs/tags/v1.2.3' : 'refs/heads/main';
  const commits = [];
  const body = {ref, before: sha(), after: sha(), base_ref: null, created: false, deleted: false, forced: false, commits,
    compare: `${GITHUB_BASE_URL}/${name}/compare/a...b`, head_commit: commitOf(name, 0, files), pusher: person,
    repository: repositoryOf(name), organization: {login: 'studio', id: 21031067}, sender: {login: 'ada', id: 1, type: 'User'}};
  for (let size = JSON.stringify(body).length, n = 0; n === 0 || size < kilobytes * 1000 && n < 2000; n++) {
    commits.push(commitOf(name, n, n === 0 ? files : Array.from({length: 8}, (_, i) => `Assets/Levels/Level${n}/Part${i}.prefab`)));
    size += JSON.stringify(commits.at(-1)).length;
  }
  return Buffer.from(JSON.stringify(body));
}

// Most pushes are small: sizes fall off exponentially between 5 and 200 kB.
const sizeOf = n => Math.min(200, 5 + Math.round(-25 * Math.log(((n * 7919) % 997 + 1) / 998)));

// Bodies are made and signed beforehand: the generator runs on the same processors.
function deliveries(count) {
  return Array.from({length: count}, (_, n) => {
    const kind = n % 5 === 0 ? 'accepted' : pick(['files', 'branch', 'files', 'tag', 'unregistered'], n);
    const body = payload(pick(repositories, Math.floor(n / 5)), kind, sizeOf(n));
    return {body, kind, headers: {'content-type': 'application/json', 'content-length': body.length, 'user-agent': 'GitHub-Hookshot/bench',
      'x-github-event': 'push', 'x-github-delivery': randomUUID(), 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`}};
  });
}

// --- Sending ----------------------------------------------------------------------------------------------------------------

function send(delivery, agent) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const call = request(target, {method: 'POST', agent, headers: delivery.headers}, answer => {
      answer.resume();
      answer.on('end', () => resolve({status: answer.statusCode, millis: performance.now() - began}));
    });
    call.on('error', reject);
    call.end(delivery.body);
  });
}

const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const median = values => percentile(values, 0.5);
const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

function requireTaken(answers) {
  const refused = answers.filter(each => each.status !== 202);
  if (refused.length) throw new Error(`${refused.length} of ${answers.length} deliveries were refused, with ${refused[0].status}`);
}

async function asFastAsPossible(seconds) {
  const agent = new Agent({keepAlive: true, maxSockets: CONNECTIONS});
  const stock = deliveries(600);
  const answers = [];
  const end = performance.now() + seconds * 1000;
  await Promise.all(Array.from({length: CONNECTIONS}, async (_, lane) => {
    for (let n = lane; performance.now() < end; n += CONNECTIONS) {
      // The same bodies again under other ids; what was accepted is a duplicate from then on, so it names another commit.
      answers.push(await send(renewed(stock[n % stock.length]), agent));
    }
  }));
  agent.destroy();
  requireTaken(answers);
  return {perSecond: answers.length / seconds, millis: answers.map(each => each.millis)};
}

function renewed(delivery) {
  if (delivery.kind === 'accepted') {
    const after = delivery.body.indexOf('"after":"') + 9;
    delivery.body.write(sha(), after);
    delivery.headers['x-hub-signature-256'] = `sha256=${createHmac('sha256', secret).update(delivery.body).digest('hex')}`;
  }
  return {...delivery, headers: {...delivery.headers, 'x-github-delivery': randomUUID()}};
}

// By the clock, whether earlier ones were answered or not; a late start counts as waiting.
async function atPace(perSecond, seconds) {
  const agent = new Agent({keepAlive: true, maxSockets: 64});
  const stock = deliveries(perSecond * seconds);
  const began = performance.now();
  const calls = [];
  for (let n = 0; n < stock.length; n++) {
    const due = began + n * 1000 / perSecond;
    while (performance.now() < due) await pause(Math.max(0, due - performance.now()));
    const late = performance.now() - due;
    calls.push(send(stock[n], agent).then(answer => ({...answer, millis: answer.millis + late})));
  }
  const answers = await Promise.all(calls);
  agent.destroy();
  requireTaken(answers);
  return answers.map(each => each.millis);
}

const pidOf = name => readFileSync(join(UPM_LOCAL, 'run', `${name}.pid`), 'utf8').split(' ')[0];

function residentMiB() {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pidOf('ingress')}/status`, 'utf8'))[1]) / 1024;
}

async function atOnce(count) {
  const agent = new Agent({keepAlive: true, maxSockets: Infinity});
  const stock = deliveries(count);
  const before = residentMiB();
  let most = before;
  const watch = setInterval(() => { most = Math.max(most, residentMiB()); }, 50);
  const began = performance.now();
  const answers = await Promise.all(stock.map(each => send(each, agent)));
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  agent.destroy();
  requireTaken(answers);
  return {seconds, before, most};
}

// --- What Postgres alone commits ---------------------------------------------------------------------------------------------

// The rows of a delivery with its body, its event and, one time in five, the request with its key, sequence and event. Bodies
// are sent by nobody: they are copied from a table where they are not compressed, and compressed anew as ingress's are.
const SCHEMA = `
drop schema if exists bench cascade;
create schema bench;
create table bench.sample (n int primary key, size int, body bytea);
alter table bench.sample alter column body set storage external;
create table bench.delivery (like ingress.delivery including all);
create table bench.delivery_body (like ingress.delivery_body including all);
create table bench.accepted_request (like ingress.accepted_request including all);
create table bench.request_key (like ingress.request_key including all);
create table bench.repository_sequence (like ingress.repository_sequence including all);
create table bench.outbox_entry (like ingress.outbox_entry including all);
`;

function psql(...args) {
  return execFileSync('psql', ['-qAt', '-v', 'ON_ERROR_STOP=1', UPM_DB_ADMIN_URL, ...args], {encoding: 'utf8', maxBuffer: 1 << 28});
}

function columns(table) {
  return psql('-c', `select column_name from information_schema.columns where table_schema = 'ingress' and table_name = '${table}' order by ordinal_position`)
    .trim().split('\n');
}

// A row that ingress wrote, with other keys.
function copyOf(table, where, changes) {
  const names = columns(table);
  return `insert into bench.${table} (${names.join(', ')}) select ${names.map(name => changes[name] ?? name).join(', ')} from bench.${table}_row ${where};`;
}

function preparePostgres() {
  psql('-c', SCHEMA);
  const file = join(BENCH_WORK, 'samples.sql');
  const stock = deliveries(300);
  writeFileSync(file, stock.map((each, n) => `insert into bench.sample values (${n}, ${each.body.length}, '\\x${each.body.toString('hex')}');`).join('\n'));
  psql('-f', file);
  const one = (table, condition, as) => psql('-c', `create table bench.${as} as select * from ingress.${table} ${condition} limit 1`);
  one('delivery', `where repository = '${repositories[0]}' and decision = 'IGNORED'`, 'delivery_row');
  one('accepted_request', `where repository = '${repositories[0]}'`, 'accepted_request_row');
  one('request_key', `where repository_key = lower('${repositories[0]}')`, 'request_key_row');
  one('outbox_entry', '', 'outbox_entry_row');
  const delivery = [
    '\\set n random(0, 299)',
    '\\set accepted random(1, 5)',
    'select gen_random_uuid() as id \\gset',
    'begin;',
    copyOf('delivery', '', {id: "':id'", received_at: 'clock_timestamp()'}),
    `insert into bench.delivery_body (delivery, body, received_at) select ':id', body, clock_timestamp() from bench.sample where n = :n;`,
    copyOf('outbox_entry', '', {event_id: 'gen_random_uuid()'}),
    '\\if :accepted = 1',
    `insert into bench.repository_sequence as s values ('bench' || :client_id, 1) on conflict (repository_key) do update set last = s.last + 1;`,
    copyOf('request_key', '', {commit_id: "':id'"}),
    copyOf('accepted_request', '', {run: 'gen_random_uuid()', repository_key: "':id'"}),
    '\\endif',
    'commit;',
  ];
  const script = join(BENCH_WORK, 'delivery.pgbench');
  writeFileSync(script, delivery.join('\n') + '\n');
  return script;
}

async function postgresAlone(script, seconds) {
  const child = spawn(PGBENCH, ['-n', '-c', `${CONNECTIONS}`, '-j', '2', '-T', `${seconds}`, '-f', script, UPM_DB_ADMIN_URL]);
  let text = '', errors = '';
  child.stdout.on('data', data => { text += data; });
  child.stderr.on('data', data => { errors += data; });
  const code = await new Promise(resolve => child.on('close', resolve));
  if (code !== 0) throw new Error(`pgbench failed: ${errors}`);
  return Number(/tps = ([\d.]+)/.exec(text)[1]);
}

// --- The comparison ----------------------------------------------------------------------------------------------------------

function repositoriesApi(method, path, body) {
  return fetch(`${UPM_INGRESS_URL}/api/repositories${path}`, {
    method, headers: {authorization: `Bearer ${UPM_ADMIN_TOKEN}`, 'content-type': 'application/json'}, body: JSON.stringify(body),
  });
}

async function register() {
  for (const repository of repositories) {
    const answer = await repositoriesApi('POST', '', {url: `${GITHUB_BASE_URL}/${repository}`, status: 'active', branches: ['main']});
    if (!answer.ok) throw new Error(`ingress did not register ${repository}: ${await answer.text()}`);
  }
}

// What was accepted is refused by the publisher then, which is quicker than looking for commits that nobody made.
async function unregister() {
  for (const repository of repositories) await repositoriesApi('DELETE', `/${repository}`);
}

async function paused(isPaused) {
  const answer = await fetch(`${process.env.UPM_PUBLISHER_URL}/api/pause`, {
    method: isPaused ? 'PUT' : 'DELETE', headers: {authorization: `Bearer ${UPM_ADMIN_TOKEN}`, 'content-type': 'application/json'},
    body: isPaused ? JSON.stringify({reason: 'benchmark'}) : undefined,
  });
  if (!answer.ok) throw new Error(`the publisher was not ${isPaused ? 'paused' : 'resumed'}: ${await answer.text()}`);
}

await register();
await paused(true);
try {
  await asFastAsPossible(WARM_UP);
  const script = preparePostgres();
  await postgresAlone(script, 3);
  const ours = [], postgres = [];
  for (let round = 0; round < rounds; round++) {
    ours.push(await asFastAsPossible(SECONDS));
    postgres.push(await postgresAlone(script, SECONDS));
    console.error(`  round ${round + 1}: ingress ${ours.at(-1).perSecond.toFixed(0)}/s, Postgres ${postgres.at(-1).toFixed(0)}/s`);
  }
  await pause(5000);
  const paced = await atPace(PACE, SECONDS);
  await pause(5000);
  await atOnce(BURST);
  const burst = await atOnce(BURST);
  const rate = median(ours.map(each => each.perSecond));
  const millis = ours.flatMap(each => each.millis);
  console.log('| what | per second | p50 ms | p99 ms | share of Postgres |\n|---|---|---|---|---|');
  console.log(`| Postgres alone: the same rows, ${CONNECTIONS} connections | ${median(postgres).toFixed(0)} | | | 1 |`);
  console.log(`| ingress, ${CONNECTIONS} connections, as fast as it answers | ${rate.toFixed(0)} | ${median(millis).toFixed(1)} | ${percentile(millis, 0.99).toFixed(1)} | ${(rate / median(postgres)).toFixed(2)} |`);
  console.log(`| ingress at ${PACE} a second | ${PACE} | ${median(paced).toFixed(1)} | ${percentile(paced, 0.99).toFixed(1)} | |`);
  console.log(`\n${BURST} at once: none refused, all answered within ${burst.seconds.toFixed(1)} s; resident memory ${burst.before.toFixed(0)} MiB before, ${burst.most.toFixed(0)} MiB at most.`);
} finally {
  psql('-c', 'drop schema if exists bench cascade');
  await unregister();
  await paused(false);
}
