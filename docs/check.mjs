// Holds the documents to what is there: links and their anchors, the numbers and titles of decisions, the codes in
// problems.md and the variables and keys in configuration.md against the code. Prints every mistake; ends with 0 only
// without any.
import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join, relative, resolve} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const mistakes = [];

function files(folder, wanted) {
  return readdirSync(folder, {withFileTypes: true}).flatMap(entry => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['target', 'node_modules', '.git', '.local'].includes(entry.name) ? [] : files(path, wanted);
    return wanted(path) ? [path] : [];
  });
}

const read = path => readFileSync(path, 'utf8');
const shown = path => relative(root, path);
const withoutCode = text => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

// As GitHub makes them of headings.
function anchors(path) {
  const headings = read(path).replace(/^```[\s\S]*?^```/gm, '').match(/^#+ .*$/gm) ?? [];
  return new Set(headings.map(heading => heading.replace(/^#+ /, '').toLowerCase().replace(/[^\p{L}\p{N}\- _]/gu, '').replace(/ /g, '-')));
}

function checkLinks(path) {
  for (const [, target] of withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [file, anchor] = target.split('#');
    const there = file === '' ? path : join(dirname(path), decodeURIComponent(file));
    if (!existsSync(there)) mistakes.push(`${shown(path)}: the link ${target} leads nowhere`);
    else if (anchor && statSync(there).isFile() && !anchors(there).has(anchor)) {
      mistakes.push(`${shown(path)}: the link ${target} names no heading there`);
    }
  }
}

function checkDecisions() {
  const folder = join(root, 'docs/adr');
  readdirSync(folder).sort().forEach((name, index) => {
    const number = String(index + 1).padStart(4, '0');
    const title = read(join(folder, name)).split('\n', 1)[0];
    const expected = title.replace(/^# \d+ /, '').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
    if (!title.startsWith(`# ${number} `)) mistakes.push(`docs/adr/${name}: its first line does not begin with "# ${number} "`);
    if (name !== `${number}-${expected}.md`) mistakes.push(`docs/adr/${name}: by its title it is ${number}-${expected}.md`);
    for (const part of ['Status', 'Date', 'Context', 'Decision', 'Consequences', 'Alternatives']) {
      if (!new RegExp(`^(## ${part}$|${part}: )`, 'm').test(read(join(folder, name)))) mistakes.push(`docs/adr/${name}: it has no ${part}`);
    }
  });
}

// Rows of tables whose head names what they list, as name → default without its code marks.
function documented(kind) {
  const rows = new Map();
  let inside = false;
  for (const line of read(join(root, 'docs/configuration.md')).split('\n')) {
    const cells = line.split('|').map(cell => cell.trim());
    if (!line.startsWith('|')) inside = false;
    else if (cells[1] === kind) inside = true;
    else if (inside && cells[1].startsWith('`')) rows.set(cells[1].replaceAll('`', ''), cells[3]);
  }
  return rows;
}

// The variables that properties files read, with their defaults where these are plain.
function variablesInCode() {
  const found = new Map([['UPM_TOKENS', undefined]]);
  for (const path of files(root, each => /src\/main\/resources\/.*\.properties$/.test(each))) {
    for (const [, name, fallback] of read(path).replace(/^#.*$/gm, '').matchAll(/\$\{([A-Z][A-Z0-9_]*)(?::([^${}]*)\})?/g)) {
      found.set(name, fallback || found.get(name));
    }
  }
  return found;
}

// Those that the operators' tool reads.
function variablesOfTool() {
  const source = read(join(root, 'command-line/src/main/java/io/upmpublisher/command/settings/Variable.java'));
  return [...source.matchAll(/^ {4}([A-Z][A-Z0-9_]*)\(Kind\./gm)].map(([, name]) => [name, undefined]);
}

const kebab = name => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

// The interfaces in a file by their names, the first one being the file's own. Relies on the formatter's layout.
function interfacesIn(source) {
  const interfaces = new Map();
  const open = [];
  let fallback;
  let ofParent = false;
  for (const line of source.replace(/\/\*\*[\s\S]*?\*\//g, '').split('\n')) {
    const opened = line.match(/^\s*(?:public )?interface (\w+)/);
    const method = line.match(/^\s*([\w<>, ]+) (\w+)\(\);/);
    if (opened) {
      const one = {methods: []};
      interfaces.set(opened[1], one);
      open.push(one);
    } else if (/^\s*}/.test(line)) open.pop();
    else if (/@WithDefault/.test(line)) [, fallback] = line.match(/@WithDefault\("([^"]*)"\)/);
    else if (/@WithParentName/.test(line)) ofParent = true;
    else if (method) {
      open.at(-1).methods.push({type: method[1].trim(), name: method[2], fallback, ofParent});
      fallback = undefined;
      ofParent = false;
    }
  }
  return interfaces;
}

// The keys of a @ConfigMapping interface, with the defaults that annotations give; groups may be interfaces of other files.
function keysIn(source, others) {
  const own = interfacesIn(source.slice(source.indexOf('@ConfigMapping')));
  const nested = new Map([...others, ...own]);
  const keys = new Map();
  const list = (prefix, group) => group.methods.forEach(({type, name, fallback: value, ofParent}) => {
    const key = ofParent ? prefix : `${prefix}.${kebab(name)}`;
    const [, mapped] = type.match(/^Map<String, (\w+)>$/) ?? [];
    if (mapped) list(`${key}.*`, nested.get(mapped));
    else if (nested.has(type)) list(key, nested.get(type));
    else keys.set(key, value);
  });
  list(source.match(/@ConfigMapping\(prefix = "([^"]+)"\)/)[1], [...own.values()][0]);
  return keys;
}

function keysInCode() {
  const sources = files(root, path => /src\/main\/java\/.*\.java$/.test(path)).map(read);
  const groups = files(root, path => /src\/main\/java\/.*Config\.java$/.test(path)).map(read).filter(source => !source.includes('@ConfigMapping('));
  const others = groups.flatMap(source => [...interfacesIn(source)]);
  return new Map(sources.filter(source => source.includes('@ConfigMapping(')).flatMap(source => [...keysIn(source, others)]));
}

function portsOfLocalStack() {
  const [, table] = read(join(root, 'deploy/local/lib/ports.sh')).match(/PORT_DEFAULTS="\n([\s\S]*?)"/);
  return new Map(table.trim().split('\n').map(line => line.split(' ')).filter(([name]) => name !== 'RABBITMQ_PORT'));
}

// More may be documented than is in the code only where the local stack uses it.
function compare(kind, code, known = () => false) {
  const rows = documented(kind);
  for (const [name, fallback] of code) {
    if (!rows.has(name)) mistakes.push(`docs/configuration.md: the ${kind} ${name} is missing`);
    else if (fallback && rows.get(name) !== `\`${fallback}\``) {
      mistakes.push(`docs/configuration.md: ${name} has the default ${fallback}, not ${rows.get(name)}`);
    }
  }
  for (const name of rows.keys()) {
    if (!code.has(name) && !known(name)) mistakes.push(`docs/configuration.md: nothing reads the ${kind} ${name}`);
  }
}

// The API's errors: constants of enums that are a ProblemType.
function checkProblems() {
  const listed = read(join(root, 'docs/problems.md'));
  for (const path of files(root, each => /src\/main\/java\/.*Problem\.java$/.test(each))) {
    const [, constants] = read(path).replace(/\/\*\*[\s\S]*?\*\//g, '').match(/enum \w+ implements ProblemType \{([\s\S]*?);\n/) ?? [];
    for (const [, name] of (constants ?? '').matchAll(/^ {4}([A-Z][A-Z_]+)\(/gm)) {
      const code = name.toLowerCase().replaceAll('_', '-');
      if (!listed.includes(`| \`${code}\` |`)) mistakes.push(`docs/problems.md: the code ${code} of ${shown(path)} is missing`);
    }
  }
}

const documents = files(root, path => path.endsWith('.md') && !shown(path).startsWith('deploy/local/sample/'));
documents.forEach(checkLinks);
checkDecisions();
checkProblems();
const localStack = files(join(root, 'deploy/local'), path => !path.includes('/sample/')).map(read).join('\n');
compare('variable', new Map([...variablesOfTool(), ...variablesInCode(), ...portsOfLocalStack()]), name => new RegExp(`\\b${name}\\b`).test(localStack));
compare('key', keysInCode());

mistakes.forEach(mistake => console.error(mistake));
if (mistakes.length) process.exit(1);
console.log(`${documents.length} documents hold`);
