import { cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import { build, type Plugin } from 'esbuild'
import { compileAsync } from 'sass'

const web = dirname(fileURLToPath(import.meta.url))
const root = dirname(web)

/** Where the built files lie; they are served under `/assets/`. */
export const publicDirectory = join(web, 'public')

/** From the plain name of an asset (`main.css`) to the name under which it is served (`main-4FQ2ZK7A.css`). */
export type Manifest = Readonly<Record<string, string>>

const manifestFile = join(publicDirectory, 'manifest.json')

const pdfjs = join(root, 'node_modules/pdfjs-dist')

/** One style sheet and one script for every page; those of finding, of diagrams, of papers and of files in pieces only where somebody needs them. */
const entryPoints = [
  join(web, 'styles/main.scss'),
  join(web, 'styles/find.scss'),
  join(web, 'styles/desk.scss'),
  join(web, 'client/main.ts'),
  join(web, 'client/diagram.ts'),
  join(web, 'client/modeler.ts'),
  join(web, 'client/passkeys.ts'),
  join(web, 'client/resumable-files.ts'),
  join(web, 'client/paper-viewer.ts'),
  join(web, 'client/pdf-pages.ts'),
  join(pdfjs, 'legacy/build/pdf.worker.min.mjs'),
  join(web, 'client/mark.svg'),
]

/** Larger files are asked for by few, and take long to be packed. */
const mostPacked = 300_000

/** Packs a style sheet or script as tightly as Brotli can, once: a tenth smaller than what is packed for each visit anew. */
async function pack(name: string): Promise<string | null> {
  const content = await readFile(join(publicDirectory, name))
  if (!/\.(css|js)$/.test(name) || content.length > mostPacked) return null
  await writeFile(join(publicDirectory, `${name}.br`), await promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }))
  return `${name}.br`
}

/** What a build depends on: our sources, this file, and the versions of the packages. */
const sources = [
  join(web, 'styles'),
  join(web, 'client'),
  fileURLToPath(import.meta.url),
  join(root, 'node_modules/.package-lock.json'),
]

/** What the PDF worker asks for by name while it reads a file: letters, colours, and how scanners compress. */
const pdfParts = ['cmaps', 'standard_fonts', 'wasm', 'iccs'] as const

async function copyPdfParts(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(pdfjs, 'package.json'), 'utf8')) as { version: string }
  const name = `pdfjs-${version}`
  await Promise.all(pdfParts.map((part) => cp(join(pdfjs, part), join(publicDirectory, name, part), { recursive: true })))
  return name
}

const sass: Plugin = {
  name: 'sass',
  setup({ onLoad }) {
    onLoad({ filter: /\.scss$/ }, async ({ path }) => {
      const { css } = await compileAsync(path, {
        style: 'compressed', quietDeps: true, loadPaths: [join(root, 'node_modules')],
      })
      return { contents: css, loader: 'css', resolveDir: dirname(path) }
    })
  },
}

async function newestChange(path: string): Promise<number> {
  const found = await stat(path)
  if (!found.isDirectory()) return found.mtimeMs
  const inside = await Promise.all((await readdir(path)).map((name) => newestChange(join(path, name))))
  return Math.max(found.mtimeMs, ...inside)
}

async function builtAt(): Promise<number> {
  try {
    return (await stat(manifestFile)).mtimeMs
  } catch {
    return -Infinity
  }
}

/** The manifest of the last build. Throws when there was none: `buildAssets` comes first. */
export async function readManifest(): Promise<Manifest> {
  return JSON.parse(await readFile(manifestFile, 'utf8')) as Manifest
}

function plainName(entryPoint: string | undefined, output: string): string {
  if (entryPoint) return basename(entryPoint).replace(/\.ts$/, '.js').replace(/\.scss$/, '.css')
  return basename(output).replace(/-[0-9A-Z]{8}(?=\.[^.]+$)/, '')
}

/**
 * Compiles styles, fonts and browser scripts into `web/public`, unless nothing changed since the last time. Each file's name
 * holds a hash of its content, so it may be cached for ever.
 *
 * @returns whether there was anything to do
 * @throws when a style sheet or a script does not compile; the files of the last build then stay as they were
 */
export async function buildAssets(): Promise<boolean> {
  const started = Date.now()
  const changed = Math.max(...await Promise.all(sources.map(newestChange)))
  if (changed < await builtAt()) return false

  await mkdir(publicDirectory, { recursive: true })
  const { metafile } = await build({
    entryPoints,
    outdir: publicDirectory,
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    absWorkingDir: root,
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome100', 'firefox100', 'safari15'],
    loader: { '.woff2': 'file', '.woff': 'file', '.ttf': 'empty', '.eot': 'empty', '.svg': 'copy' },
    plugins: [sass],
    metafile: true,
    logLevel: 'silent',
  })

  const manifest: Record<string, string> = { pdfjs: await copyPdfParts() }
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    manifest[plainName(path.endsWith('.css') && entryPoint?.endsWith('.ts')
      ? entryPoint.replace(/\.ts$/, '.css')
      : entryPoint, path)] = basename(path)
  }
  const packed = (await Promise.all(Object.keys(metafile.outputs).map((path) => pack(basename(path))))).filter((each) => each !== null)
  for (const each of packed) manifest[each] = each
  // Written beside and renamed: another process that starts at the same time never reads half a manifest.
  const draft = `${manifestFile}.${process.pid}`
  await writeFile(draft, JSON.stringify(manifest, null, 2))
  await rename(draft, manifestFile)
  const kept = new Set([...Object.values(manifest), basename(manifestFile)])
  for (const name of await readdir(publicDirectory)) {
    const path = join(publicDirectory, name)
    if (!kept.has(name) && (await stat(path)).mtimeMs < started) await rm(path, { force: true, recursive: true })
  }
  return true
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const started = Date.now()
  if (await buildAssets()) process.stdout.write(`web/public built in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}
