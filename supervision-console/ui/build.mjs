// Builds or checks the pages for Maven, and only what has changed since it last went well.
//   node build.mjs build   npm ci if the lock file changed, then vite build into ../target/classes/static, the font of printed pages,
//                          and the bill of materials of both, ../target/ui-sbom.json
//   node build.mjs check   vue-tsc and vitest
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const target = join(here, '..', 'target')
const sources = ['src', 'public', 'index.html', 'package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'build.mjs']

function filesOf(path) {
  const full = join(here, path)
  if (!existsSync(full)) return []
  try {
    return readdirSync(full, { withFileTypes: true }).flatMap((entry) => filesOf(join(path, entry.name)))
  } catch {
    return [path]
  }
}

function hashOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap(filesOf).sort()) hash.update(file).update('\0').update(readFileSync(join(here, file))).update('\0')
  return hash.digest('hex')
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] })
  if (error) console.error(`${command}: ${error.message}`)
  if (status !== 0) process.exit(status ?? 1)
}

/** Does the work unless the stamp says that it was done for exactly these files. */
function once(stamp, paths, done, work) {
  const hash = hashOf(paths)
  if (done() && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return
  work()
  mkdirSync(dirname(stamp), { recursive: true })
  writeFileSync(stamp, hash)
}

const modules = join(here, 'node_modules')
const bin = (name) => join(modules, '.bin', name)

function install() {
  once(join(modules, '.installed'), ['package-lock.json'], () => existsSync(bin('vite')), () => run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']))
}

/** The font of printed pages, from its package into the classes; its licence goes with it. */
function layFont() {
  const from = join(modules, '@expo-google-fonts', 'noto-sans-sc')
  const to = join(target, 'classes', 'org', 'yuanjian', 'console', 'paper')
  mkdirSync(to, { recursive: true })
  for (const [source, name] of [['400Regular/NotoSansSC_400Regular.ttf', 'NotoSansSC-Regular.ttf'], ['LICENSE_FONT', 'NotoSansSC-LICENSE.txt']]) {
    if (!existsSync(join(to, name))) copyFileSync(join(from, source), join(to, name))
  }
}

/** CycloneDX: what npm knows of the packages that went into the pages, of those that they are written with, and of the font. */
function writeSbom() {
  const own = Object.keys(JSON.parse(readFileSync(join(here, 'package.json'), 'utf8')).dependencies).map((name) => `node_modules/${name}`)
  const folders = [...JSON.parse(readFileSync(join(target, 'ui-packages.json'), 'utf8')), ...own, 'node_modules/@expo-google-fonts/noto-sans-sc']
  const shipped = new Set(folders.map((folder) => JSON.parse(readFileSync(join(here, folder, 'package.json'), 'utf8'))).map(({ name, version }) => `${name}@${version}`))
  const { status, stdout } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { cwd: here, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
  const sbom = JSON.parse(stdout)
  sbom.components = sbom.components.filter((component) => shipped.has(component['bom-ref']))
  const there = new Set([sbom.metadata.component, ...sbom.components].map((component) => component['bom-ref']))
  sbom.dependencies = sbom.dependencies
    .filter((dependency) => there.has(dependency.ref))
    .map((dependency) => ({ ...dependency, dependsOn: dependency.dependsOn.filter((ref) => there.has(ref)) }))
  const missing = [...shipped].filter((ref) => !there.has(ref))
  if (missing.length > 0) {
    console.error(`npm knows nothing of ${missing.join(' ')}`)
    process.exit(1)
  }
  writeFileSync(join(target, 'ui-sbom.json'), JSON.stringify(sbom, null, 2))
}

const [mode] = process.argv.slice(2)
install()
if (mode === 'build') {
  layFont()
  const made = [join(target, 'classes', 'static', 'index.html'), join(target, 'ui-sbom.json')]
  once(join(target, 'ui-build.stamp'), sources, () => made.every((file) => existsSync(file)), () => {
    run(bin('vite'), ['build', '--logLevel=warn'])
    writeSbom()
  })
} else if (mode === 'check') {
  once(join(target, 'ui-check.stamp'), sources, () => true, () => {
    run(bin('vue-tsc'), ['--noEmit', '-p', 'tsconfig.json'])
    run(bin('vitest'), ['run', '--reporter=dot'])
  })
} else {
  console.error('build.mjs build|check')
  process.exit(2)
}
