// Shows what followed a run's publish: its changelog commit, its message as the chat's stand-in received it, its timeline.
//   story.mjs RUN REPOSITORY-URL FOLDER     (the folder is made, for a clone)
// Nothing here is fatal: the packages are out. What is missing is said, with its code where a service gave one.
import {execFileSync} from 'node:child_process';
import {rmSync} from 'node:fs';
import {get, pause} from './api.mjs';

const {UPM_AUDIT_URL, UPM_STANDIN_URL, DISCORD_WEBHOOK_UPM} = process.env;
const PATIENCE_SECONDS = 45;
const ENTRY_LINES = 12;
const [run, repository, folder] = process.argv.slice(2);
const timelineUrl = `${UPM_AUDIT_URL}/api/audit/runs/${run}`;

const heading = text => console.log(`==> ${text}`);
const good = text => console.log(`  ✓ ${text}`);
const say = (...lines) => lines.forEach(line => console.log(`    ${line}`));
const missing = (what, ...lines) => {
  console.log(`  ! ${what}`);
  lines.filter(Boolean).forEach(line => console.log(`      ${line}`));
};

const stepIn = (timeline, type) => timeline?.steps.find(step => step.type === type);

async function awaitStep(type) {
  const until = performance.now() + PATIENCE_SECONDS * 1000;
  while (performance.now() < until) {
    const step = stepIn(await get(timelineUrl), type);
    if (step) return (await get(`${UPM_AUDIT_URL}/api/audit/records/${step.id}`)).data;
    await pause(250);
  }
  return undefined;
}

const git = (...args) => execFileSync('git', args, {
  encoding: 'utf8', env: {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_TERMINAL_PROMPT: '0'},
});

function showCommit(commit) {
  rmSync(folder, {recursive: true, force: true});
  git('-c', 'http.proxy=', 'clone', '-q', '--bare', repository, folder);
  const [subject, author] = git('-C', folder, 'show', '-s', '--format=%s%n%an <%ae>', commit).split('\n');
  const added = git('-C', folder, 'show', '--format=', '--unified=0', commit).split('\n')
    .filter(line => line.startsWith('+') && line !== '+');
  rmSync(folder, {recursive: true, force: true});
  good(`the git server has ${commit.slice(0, 12)} by ${author}: ${subject}`);
  say(...added.slice(0, ENTRY_LINES).map(line => (line.startsWith('+++ b/') ? line.slice(6) : `  ${line.slice(1)}`)));
  if (added.length > ENTRY_LINES) say(`  … and ${added.length - ENTRY_LINES} lines more`);
}

async function showChangelog() {
  heading('Its changelog');
  const told = await awaitStep('changelog.completed');
  if (!told) return missing(`no changelog after ${PATIENCE_SECONDS} s`, 'see deploy/local/logs changelog', `and ${UPM_AUDIT_URL}/api/dead-letters?run=${run}`);
  if (told.failure) missing(`${told.failure.code}: ${told.failure.cause}`, told.failure.remedy);
  if (told.pullRequest) return good(`proposed in ${told.pullRequest}`);
  if (told.commit) return showCommit(told.commit);
  return told.failure ? undefined : good('nothing was to be written: the authors had told of these versions');
}

async function showMessage() {
  heading('Its message');
  const told = await awaitStep('notification.completed');
  if (!told) return missing(`no message after ${PATIENCE_SECONDS} s`, 'see deploy/local/logs notifier', `and ${UPM_AUDIT_URL}/api/dead-letters?run=${run}`);
  if (told.failure) return missing(`${told.failure.code}: ${told.failure.cause}`, told.failure.remedy);
  if (!DISCORD_WEBHOOK_UPM.startsWith(`${UPM_STANDIN_URL}/`)) return good(`sent to ${told.channel}`);
  const received = (await get(`${UPM_STANDIN_URL}/__admin/requests`)).requests.map(each => each.request)
    .filter(request => request.method === 'POST' && request.url.startsWith('/api/webhooks/') && request.body.includes(run));
  good(`the stand-in for ${told.channel} received ${received.length === 1 ? 'one message' : `${received.length} messages`}:`);
  for (const {title, description, fields = [], url} of received.flatMap(request => JSON.parse(request.body).embeds)) {
    if (title) say(`  ${title}`);
    if (url) say(`  ${url}`);
    if (description) say(...description.split('\n').map(line => `  ${line}`));
    for (const field of fields) say(...`${field.name}: ${field.value}`.split('\n').map(line => `  ${line}`));
  }
}

async function showTimeline() {
  heading('Its story, as the audit tells it');
  const timeline = await get(timelineUrl);
  if (!timeline) return missing(`the audit knows nothing of run ${run}`, 'see deploy/local/logs audit');
  const began = Date.parse(timeline.startedAt);
  for (const step of timeline.steps) {
    const elapsed = ((Date.parse(step.time) - began) / 1000).toFixed(1).padStart(5);
    say(`  ${elapsed} s  ${step.source.replace('/', '').padEnd(9)} ${step.summary}`);
  }
}

await showChangelog();
await showMessage();
await showTimeline();
