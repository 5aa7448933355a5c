// Prints what lies at a path of the JSON on standard input: json.mjs links.self packages.0.name
// Nothing is printed for what is not there; objects and lists are printed as JSON.
import {readFileSync} from 'node:fs';

const path = (process.argv[2] ?? '').split('.').filter(Boolean);
let value;
try {
  value = path.reduce((at, key) => at?.[key], JSON.parse(readFileSync(0, 'utf8')));
} catch {
  process.exit(1);
}
if (value !== undefined && value !== null) {
  console.log(typeof value === 'object' ? JSON.stringify(value) : String(value));
}
