// Shows a run's stages as they happen, then proves that what it published can be installed: follow.mjs RUN
// Ends with 0 when every package is published, else says what happened and what to do.
import {createHash} from 'node:crypto';
import {get, give, pause} from './api.mjs';

const {UPM_INGRESS_URL, UPM_PUBLISHER_URL, UPM_REGISTRY} = process.env;
const PATIENCE_SECONDS = 180;
const FINISHED = ['published', 'partly', 'nothing', 'failed'];
const run = process.argv[2];
const began = performance.now();
const shown = new Set();

function show(text) {
  if (shown.has(text)) return;
  shown.add(text);
  console.log(`    ${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${text}`);
}

async function finishedRun() {
  show(`accepted as run ${run}`);
  while (performance.now() - began < PATIENCE_SECONDS * 1000) {
    const request = await get(`${UPM_INGRESS_URL}/api/publish-requests/${run}`);
    if (request?.state && request.state === 'queued') show('queued');
    const state = await get(`${UPM_PUBLISHER_URL}/api/runs/${run}`);
    if (state?.state === 'running') show('running');
    for (const each of state?.packages ?? []) {
      if (each.outcome) show(`${each.name ?? each.path} ${each.version ?? ''} ${each.outcome}${each.code ? ` (${each.code})` : ''}`);
    }
    if (FINISHED.includes(state?.state)) {
      show(`run ${state.state}`);
      return state;
    }
    await pause(150);
  }
  return give(`the run is not finished after ${PATIENCE_SECONDS} s`);
}

// What npm and Unity read: the packument without a token, then the tarball whose hash it names.
async function proveInstallable({name, version}) {
  const packument = await (await fetch(`${UPM_REGISTRY}/${name.replace('/', '%2f')}`)).json();
  const dist = packument.versions?.[version]?.dist;
  if (!dist) give(`the registry does not show ${name} ${version}`);
  const bytes = Buffer.from(await (await fetch(dist.tarball)).arrayBuffer());
  const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (integrity !== dist.integrity) give(`the tarball of ${name} ${version} is not what its integrity says`, integrity, dist.integrity);
  show(`the registry serves ${name} ${version}, ${bytes.length} bytes, ${dist.integrity.slice(0, 30)}…`);
}

const finished = await finishedRun();
const unpublished = finished.packages.filter(each => each.outcome !== 'published');
if (finished.packages.length === 0 || unpublished.length > 0) {
  give(`run ${finished.state}: not everything is published`, ...unpublished.flatMap(each => [
    `${each.name ?? each.path} ${each.version ?? ''} ${each.outcome} ${each.code ?? ''}`,
    ...(each.cause ? [`  cause:  ${each.cause}`] : []),
    ...(each.remedy ? [`  remedy: ${each.remedy}`] : []),
  ]));
}
for (const each of finished.packages) await proveInstallable(each);
