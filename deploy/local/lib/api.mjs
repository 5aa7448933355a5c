// How the scripts that show a run ask the services.
const {UPM_ADMIN_TOKEN} = process.env;

export function give(up, ...lines) {
  console.error(`    ${up}`);
  for (const line of lines) console.error(`      ${line}`);
  process.exit(1);
}

// Undefined for what is not there (yet).
export async function get(url) {
  const answer = await fetch(url, {
    headers: {authorization: `Bearer ${UPM_ADMIN_TOKEN}`, accept: 'application/json'},
    signal: AbortSignal.timeout(10_000),
  });
  if (answer.status === 404) return undefined;
  if (!answer.ok) give(`${url} answers ${answer.status}`, (await answer.text()).slice(0, 500));
  return answer.json();
}

export const pause = millis => new Promise(resolve => setTimeout(resolve, millis));
