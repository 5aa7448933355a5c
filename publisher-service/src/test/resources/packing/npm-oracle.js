// Answers, with npm's own bundled libraries, what npm would do. Reads one JSON request from stdin:
// {"globs":[{"pattern","paths"}], "packages":[{"dir"}], "manifests":["dir"]} and writes one JSON answer to stdout.
'use strict'
const fs = require('node:fs')
const path = require('node:path')
const crypto = require('node:crypto')
const zlib = require('node:zlib')

const npm = process.argv[2]
const bundled = (name) => require(path.join(npm, 'node_modules', name))
const { Minimatch } = bundled('minimatch')
const Arborist = bundled('@npmcli/arborist')
const pacote = bundled('pacote')
const PackageJson = bundled('@npmcli/package-json')
const semver = bundled('semver')

const glob = ({ pattern, paths }) => {
  try {
    const rule = new Minimatch(pattern, { matchBase: true, dot: true, flipNegate: true, nocase: true })
    const relative = rule.globParts.some(part => part.length <= (part.slice(-1)[0] ? 1 : 2))
    return {
      negated: rule.negate,
      relative,
      whole: paths.map(p => rule.match(p)),
      partial: paths.map(p => rule.match(p, true)),
    }
  } catch (error) {
    return { error: String(error.message) }
  }
}

const entries = (tar) => {
  const found = []
  let pax = {}
  for (let at = 0; at < tar.length;) {
    const text = (from, length) => tar.subarray(at + from, at + from + length).toString('utf8').replace(/\0.*$/s, '')
    if (!text(0, 100)) {
      break
    }
    const size = parseInt(text(124, 12), 8)
    const body = tar.subarray(at + 512, at + 512 + size)
    if (text(156, 1) === 'x') {
      pax = { path: /\d+ path=(.*)\n\d+ mtime/s.exec(body.toString('utf8'))[1] }
    } else {
      const prefix = text(345, 155)
      const name = pax.path ?? (prefix ? `${prefix}/${text(0, 100)}` : text(0, 100))
      found.push({ path: name.replace(/^package\//, ''), size, mode: parseInt(text(100, 8), 8) })
      pax = {}
    }
    at += 512 + Math.ceil(size / 512) * 512
  }
  return found
}

const pack = async ({ dir }) => {
  const tarball = await pacote.tarball(dir, { Arborist, allowDirectory: 'all', ignoreScripts: true, cache: path.join(dir, '..', '.npm-cache') })
  const tar = zlib.gunzipSync(tarball)
  return {
    entries: entries(tar),
    sha512: crypto.createHash('sha512').update(tar).digest('base64'),
    gzipHeader: tarball.subarray(0, 10).toString('hex'),
  }
}

const manifest = async (dir) => {
  const fixed = await PackageJson.fix(dir, { changes: [] })
  const { content } = await fixed.prepare()
  const patched = await new PackageJson().fromContent({ ...content }).normalize({ steps: ['fixName'] })
  const result = patched.content
  result.version = semver.clean(result.version)
  result._id = `${result.name}@${result.version}`
  return result
}

const attempt = async (work) => {
  try {
    return await work()
  } catch (error) {
    return { error: String(error.message) }
  }
}

const main = async () => {
  const request = JSON.parse(fs.readFileSync(0, 'utf8'))
  const answer = { globs: (request.globs ?? []).map(glob), packages: [], manifests: [] }
  for (const each of request.packages ?? []) {
    answer.packages.push(await attempt(() => pack(each)))
  }
  for (const dir of request.manifests ?? []) {
    answer.manifests.push(await attempt(() => manifest(dir)))
  }
  fs.writeSync(1, JSON.stringify(answer))
}

main()
