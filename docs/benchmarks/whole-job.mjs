// From the webhook until every package can be installed with the right content, against a workflow that clones and calls npm:
// whole-job.mjs ROUNDS. Both sides publish the same content in turn, under names of their own, to the same registry.
import {execFileSync, spawnSync} from 'node:child_process';
import {createHash, createHmac, randomUUID} from 'node:crypto';
import {cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {commit, make} from './repository.mjs';

const {UPM_INGRESS_URL, UPM_ADMIN_TOKEN, UPM_REGISTRY, NPM_TOKEN, GITHUB_WEBHOOK_SECRET, GITHUB_BASE_URL, UPM_GIT_ROOT, UPM_GIT_URL,
  UPM_LOCAL, BENCH_WORK} = process.env;
const rounds = Number(process.argv[2] ?? 5);
const TICKS = 100;
const ours = ['ingress', 'publisher'];
const generation = randomUUID().slice(0, 8);

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const pause = millis => new Promise(resolve => setTimeout(resolve, millis));

function pidOf(service) {
  return readFileSync(join(UPM_LOCAL, 'run', `${service}.pid`), 'utf8').split(' ')[0];
}

// Seconds of all threads, and of children that were waited for.
function cpuOf(services) {
  return services.map(pidOf).reduce((sum, pid) => {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return sum + fields.slice(11, 15).reduce((all, ticks) => all + Number(ticks), 0) / TICKS;
  }, 0);
}

async function register(repository) {
  const answer = await fetch(`${UPM_INGRESS_URL}/api/repositories`, {
    method: 'POST', headers: {authorization: `Bearer ${UPM_ADMIN_TOKEN}`, 'content-type': 'application/json'},
    body: JSON.stringify({url: `${GITHUB_BASE_URL}/${repository}`, status: 'active', branches: ['main']}),
  });
  if (!answer.ok && answer.status !== 409) throw new Error(`ingress did not register ${repository}: ${await answer.text()}`);
}

function publishRepository(work, repository) {
  const bare = join(UPM_GIT_ROOT, `${repository}.git`);
  mkdirSync(join(bare, '..'), {recursive: true});
  rmSync(bare, {recursive: true, force: true});
  execFileSync('git', ['clone', '-q', '--bare', work, bare]);
  return bare;
}

// A version that nobody has, in every manifest.
function bump(work, packages, version) {
  for (const {path} of packages) {
    const file = join(work, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"version": "[^"]*"/, `"version": "${version}"`));
  }
  return commit(work, `Release ${version}`);
}

async function awaitReadable(packages, version) {
  for (const {name} of packages) {
    for (;;) {
      const answer = await fetch(`${UPM_REGISTRY}/${name}`);
      const dist = answer.ok ? (await answer.json()).versions?.[version]?.dist : undefined;
      if (dist) {
        const bytes = Buffer.from(await (await fetch(dist.tarball)).arrayBuffer());
        if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` === dist.integrity) break;
      }
      await pause(10);
    }
  }
}

async function deliver(repository, before, after, packages) {
  const body = JSON.stringify({
    ref: 'refs/heads/main', before, after, created: false, deleted: false, forced: false,
    repository: {full_name: repository, name: repository.split('/')[1], owner: {login: repository.split('/')[0]}, default_branch: 'main'},
    pusher: {name: 'bench', email: 'bench@studio.example'}, sender: {login: 'bench', type: 'User'},
    head_commit: {id: after, message: 'Release', author: {name: 'Bench', email: 'bench@studio.example'}},
    commits: [{id: after, message: 'Release', author: {name: 'Bench', email: 'bench@studio.example'}, added: [], removed: [],
      modified: packages.map(each => each.path)}],
  });
  const answer = await fetch(`${UPM_INGRESS_URL}/webhooks/github`, {
    method: 'POST', body, headers: {
      'content-type': 'application/json', 'x-github-event': 'push', 'x-github-delivery': randomUUID(),
      'x-hub-signature-256': `sha256=${createHmac('sha256', GITHUB_WEBHOOK_SECRET.split(',')[0]).update(body).digest('hex')}`,
    },
  });
  if (answer.status !== 202) throw new Error(`ingress answered ${answer.status}: ${await answer.text()}`);
}

async function measureOurs(repository, work, packages, version) {
  const bare = join(UPM_GIT_ROOT, `${repository}.git`);
  execFileSync('git', ['-C', work, 'pull', '-q', '--rebase', bare, 'main'], {stdio: 'ignore'});
  const before = execFileSync('git', ['-C', work, 'rev-parse', 'HEAD']).toString().trim();
  const after = bump(work, packages, version);
  execFileSync('git', ['-C', work, 'push', '-q', bare, 'HEAD:main']);
  await settled();
  const cpu = cpuOf(ours);
  const began = performance.now();
  await deliver(repository, before, after, packages);
  await awaitReadable(packages, version);
  const wall = (performance.now() - began) / 1000;
  // What is still to be written down belongs to it.
  await settled();
  return {wall, cpu: cpuOf(ours) - cpu};
}

// Until nothing that an earlier round began is going on any more.
async function settled() {
  for (let quiet = 0, last = cpuOf(['ingress', 'publisher', 'changelog', 'notifier', 'audit']); quiet < 3;) {
    await pause(300);
    const now = cpuOf(['ingress', 'publisher', 'changelog', 'notifier', 'audit']);
    quiet = now - last < 0.04 ? quiet + 1 : 0;
    last = now;
  }
}

const WORKFLOW = String.raw`
set -euo pipefail
rm -rf "$CLONE"
git clone -q --depth 1 "$URL" "$CLONE"
cd "$CLONE"
git checkout -q "$SHA"
for manifest in $MANIFESTS; do
  ( cd "$(dirname "$manifest")"
    name=$(node -p "require('./package.json').name")
    version=$(node -p "require('./package.json').version")
    npm view "$name@$version" version --registry "$UPM_REGISTRY" >/dev/null 2>&1 || true
    npm view "$name" version --registry "$UPM_REGISTRY" >/dev/null 2>&1 || true
    npm publish --access public --registry "$UPM_REGISTRY" >/dev/null 2>&1 )
done
times >"$CLONE.times" # in a pipe it would tell of the pipe's own children
tail -1 "$CLONE.times"
`;

async function measureNpm(repository, work, packages, version) {
  const bare = join(UPM_GIT_ROOT, `${repository}.git`);
  const after = bump(work, packages, version);
  execFileSync('git', ['-C', work, 'push', '-q', bare, 'HEAD:main']);
  await settled();
  const began = performance.now();
  const done = spawnSync('bash', ['-c', WORKFLOW], {
    env: {...process.env, CLONE: join(BENCH_WORK, 'clone'), URL: `${UPM_GIT_URL}/${repository}`, SHA: after,
      MANIFESTS: packages.map(each => each.path).join(' '), NPM_CONFIG_USERCONFIG: join(BENCH_WORK, 'npmrc')},
  });
  const wall = (performance.now() - began) / 1000;
  if (done.status !== 0) throw new Error(`the workflow failed: ${done.stderr}`);
  await awaitReadable(packages, version);
  const cpu = [...done.stdout.toString().matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60 * minutes + Number(seconds), 0);
  return {wall, cpu};
}

function line(label, figures, against) {
  const wall = figures.map(each => each.wall);
  const cpu = median(figures.map(each => each.cpu));
  const text = `${median(wall).toFixed(2)} (${Math.min(...wall).toFixed(2)}–${Math.max(...wall).toFixed(2)})`;
  const ratio = against
    ? `${(median(against.map(each => each.wall)) / median(wall)).toFixed(1)} × | ${(median(against.map(each => each.cpu)) / cpu).toFixed(1)} ×` : '1 | 1';
  console.log(`| ${label} | ${text} | ${cpu.toFixed(2)} | ${ratio} |`);
}

async function compare(shape) {
  const npmScope = `com.studio.npm${generation}`;
  const upmScope = `com.studio.upm${generation}`;
  const npmWork = join(BENCH_WORK, `${shape}-npm`);
  const upmWork = join(BENCH_WORK, `${shape}-upm`);
  const npmPackages = make(shape, npmWork, npmScope);
  const upmPackages = make(shape, upmWork, upmScope);
  const npmRepository = `studio/bench-${generation}-${shape}-npm`;
  const warmRepository = `studio/bench-${generation}-${shape}-warm`;
  publishRepository(npmWork, npmRepository);
  publishRepository(upmWork, warmRepository);
  await register(warmRepository);
  const npm = [], cold = [], warm = [];
  // The first round of each is not counted: caches of disks and registry, connections, compiled code.
  for (let round = 0; round <= rounds; round++) {
    const coldRepository = `studio/bench-${generation}-${shape}-cold${round}`;
    const coldWork = join(BENCH_WORK, `${shape}-cold${round}`);
    cpSync(upmWork, coldWork, {recursive: true});
    publishRepository(coldWork, coldRepository);
    await register(coldRepository);
    const figures = [
      await measureNpm(npmRepository, npmWork, npmPackages, `1.${round}.0`),
      await measureOurs(coldRepository, coldWork, upmPackages, `1.${round}.0`),
      await measureOurs(warmRepository, upmWork, upmPackages, `1.${round}.1`),
    ];
    if (round > 0) [npm, cold, warm].forEach((all, i) => all.push(figures[i]));
    rmSync(coldWork, {recursive: true});
    console.error(`  ${shape}, round ${round}: ${figures.map(each => each.wall.toFixed(2)).join(' / ')} s`);
  }
  line(`${shape}: clone, npm view, npm publish`, npm);
  line(`${shape}: publisher, repository not seen before`, cold, npm);
  line(`${shape}: publisher, repository known`, warm, npm);
}

writeFileSync(join(BENCH_WORK, 'npmrc'), `//${new URL(UPM_REGISTRY).host}/:_authToken=${NPM_TOKEN}\nupdate-notifier=false\nfund=false\naudit=false\n`, {mode: 0o600});
console.log('| what | seconds (least–most) | CPU seconds | faster | CPU less |');
console.log('|---|---|---|---|---|');
for (const shape of ['one', 'several']) await compare(shape);
for (const left of readdirSync(join(UPM_GIT_ROOT, 'studio'))) {
  if (left.startsWith(`bench-${generation}`)) rmSync(join(UPM_GIT_ROOT, 'studio', left), {recursive: true});
}
