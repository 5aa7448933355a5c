// Makes repositories of packages whose content depends on nothing but this file: repository.mjs SHAPE FOLDER
// Shapes: one (a package of 30 files), several (7 packages of 314 files in a project of 3,650 files and 59 MB), large (10,000 files
// of 200 MB, 30 % of it incompressible), huge (500 MB in few files). The names are those that real Unity projects have.
import {execFileSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

const GIT = {...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_SYSTEM: '/dev/null', GIT_AUTHOR_NAME: 'Bench',
  GIT_AUTHOR_EMAIL: 'bench@studio.example', GIT_COMMITTER_NAME: 'Bench', GIT_COMMITTER_EMAIL: 'bench@studio.example'};

// xorshift32: the same bytes everywhere.
function generator(seed) {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

function noise(bytes, random) {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let at = 0; at < bytes; at++) buffer[at] = random() & 0xff;
  return buffer;
}

function code(bytes, random) {
  const lines = [];
  for (let size = 0; size < bytes;) {
    const line = `        public int Value${random() % 5000} { get; set; } = ${random()}; // ${'abcdefgh'.repeat(1 + random() % 4)}\n`;
    lines.push(line);
    size += line.length;
  }
  return Buffer.from(lines.join('').slice(0, bytes));
}

function write(folder, path, content) {
  const file = join(folder, path);
  mkdirSync(dirname(file), {recursive: true});
  writeFileSync(file, content);
}

function addPackage(folder, path, name, files, bytesEach, random) {
  write(folder, join(path, 'package.json'), `${JSON.stringify({
    name, version: '0.0.1', displayName: name, description: 'Made to be measured.', unity: '2022.3', author: {name: 'Bench'}, license: 'MIT',
  }, null, 2)}\n`);
  for (let i = 1; i < files; i++) {
    const file = i % 2 ? `Runtime/Part${i % 7}/Class${i}.cs` : `Runtime/Part${(i - 1) % 7}/Class${i - 1}.cs.meta`;
    write(folder, join(path, file), i % 2 ? code(bytesEach, random)
      : `fileFormatVersion: 2\nguid: ${(random().toString(16) + random().toString(16) + random().toString(16) + random().toString(16)).padEnd(32, '0').slice(0, 32)}\n`);
  }
}

export function commit(folder, message) {
  const git = (...args) => execFileSync('git', ['-C', folder, ...args], {env: GIT, stdio: ['ignore', 'pipe', 'inherit']}).toString().trim();
  git('add', '--all');
  git('commit', '-qm', message);
  return git('rev-parse', 'HEAD');
}

export function make(shape, folder, scope = 'com.studio.bench') {
  const random = generator(42);
  mkdirSync(folder, {recursive: true});
  execFileSync('git', ['init', '-q', '-b', 'main', folder], {env: GIT});
  const packages = [];
  const add = (path, name, files, bytesEach) => {
    addPackage(folder, path, name, files, bytesEach, random);
    packages.push({path: join(path, 'package.json'), name});
  };
  switch (shape) {
    case 'one':
      add('', `${scope}.one`, 30, 3_000);
      break;
    case 'several': {
      const sizes = [6, 8, 16, 35, 40, 155, 54];
      sizes.forEach((files, i) => add(`Packages/${scope}.p${i}`, `${scope}.p${i}`, files, 5_000));
      // What is in the project and in no package: scenes, textures, third-party code.
      for (let i = 0; i < 3_336; i++) {
        write(folder, `Assets/Content${i % 60}/Asset${i}.${i % 4 ? 'cs' : 'png'}`, i % 4 ? code(3_000, random) : noise(60_000, random));
      }
      break;
    }
    case 'large':
      write(folder, 'package.json', '{"name":"com.studio.bench.large","version":"1.0.0","unity":"2022.3"}\n');
      for (let i = 1; i < 10_000; i++) {
        write(folder, `Runtime/F${i % 100}/File${i}.${i % 10 < 3 ? 'png' : 'cs'}`, i % 10 < 3 ? noise(21_000, random) : code(21_000, random));
      }
      break;
    case 'huge':
      write(folder, 'package.json', '{"name":"com.studio.bench.huge","version":"1.0.0","unity":"2022.3"}\n');
      for (let i = 0; i < 2; i++) write(folder, `Runtime/Huge${i}.bytes`, noise(250_000_000, random));
      break;
    default:
      throw new Error(`there is no shape ${shape}`);
  }
  commit(folder, 'Add packages');
  return packages;
}

if (process.argv[1] === new URL(import.meta.url).pathname) make(process.argv[2], process.argv[3]);
