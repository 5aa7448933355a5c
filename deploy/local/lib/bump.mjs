// Gives every manifest the next patch version after the highest among them, and prints it. A dependency of one on
// another follows: bump.mjs Packages/a/package.json Packages/b/package.json
import {readFileSync, writeFileSync} from 'node:fs';

const files = process.argv.slice(2);
const manifests = files.map(file => JSON.parse(readFileSync(file, 'utf8')));
const numbers = manifests.map(manifest => manifest.version.split('.').map(Number));
numbers.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
const [major, minor, patch] = numbers.at(-1);
const version = `${major}.${minor}.${patch + 1}`;
const names = new Set(manifests.map(manifest => manifest.name));

manifests.forEach((manifest, index) => {
  manifest.version = version;
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    if (names.has(name)) manifest.dependencies[name] = version;
  }
  writeFileSync(files[index], JSON.stringify(manifest, null, 2) + '\n');
});
console.log(version);
