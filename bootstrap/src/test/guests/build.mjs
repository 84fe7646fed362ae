// Builds every folder with a world.wit into build/NAME.wasm, unless that file is newer than what it is made of.
// The program is guest.c (clang and wasi-libc) or guest.js (componentize-js).
// Worlds may import any interface of WASI 0.2: its WIT comes with jco.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentEmbed, componentNew, componentize, preview1AdapterReactorPath } from '../../../../examples/tools.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const build = join(here, 'build');
const adapter = fileURLToPath(preview1AdapterReactorPath());
const wasi = join(dirname(adapter), 'wit/builtin/0.2.12');

/**
 * The world of a guest and all of WASI 0.2 in one text: each package of WASI becomes a nested one, and what it marks as
 * unstable is there like the rest.
 */
async function worldOf(folder) {
  const packages = await Promise.all((await readdir(wasi)).sort().map(async (name) => {
    const text = await readFile(join(wasi, name, 'package.wit'), 'utf8');
    const stable = text.replace(/@unstable\([^)]*\)/g, '');
    return `${stable.replace(/^package ([^;]+);/, 'package $1 {')}\n}\n`;
  }));
  return [await readFile(join(folder, 'world.wit'), 'utf8'), ...packages].join('\n');
}

/** Makes a component of a core module that was compiled for WASI preview 1. */
async function component(core, folder) {
  const embedded = await componentEmbed({ binary: await readFile(core), witSource: await worldOf(folder) });
  return componentNew(embedded, [['wasi_snapshot_preview1', await readFile(adapter)]]);
}

async function fromC(folder, scratch) {
  const core = join(scratch, 'core.wasm');
  execFileSync('clang', ['--target=wasm32-wasi', '-std=gnu17', '-Wall', '-Wextra', '-Werror', '-Wno-unused-function',
    '-Wl,--fatal-warnings', '-O2', '-mexec-model=reactor',
    '-I', join(here, 'include'), '-o', core, join(folder, 'guest.c')], { stdio: 'inherit' });
  return component(core, folder);
}

async function fromJavaScript(folder) {
  const { component } = await componentize(await readFile(join(folder, 'guest.js'), 'utf8'), {
    witWorld: await worldOf(folder), disableFeatures: ['http', 'fetch-event'],
  });
  return component;
}

const KINDS = { 'guest.c': fromC, 'guest.js': fromJavaScript };

function newest(path) {
  const own = statSync(path);
  return own.isDirectory() ? Math.max(...readdirSync(path).map((name) => newest(join(path, name)))) : own.mtimeMs;
}

function isFresh(output, folder) {
  const sources = [folder, ...['build.mjs', 'include'].map((name) => join(here, name))];
  return existsSync(output) && statSync(output).mtimeMs > Math.max(...sources.map(newest));
}

async function make(name) {
  const folder = join(here, name);
  const output = join(build, `${name}.wasm`);
  if (isFresh(output, folder)) return;
  const kind = Object.keys(KINDS).find((file) => existsSync(join(folder, file)));
  if (!kind) throw new Error(`${folder} holds none of ${Object.keys(KINDS).join(', ')}`);
  const scratch = await mkdtemp(join(tmpdir(), 'guest-'));
  try {
    const started = performance.now();
    const bytes = await KINDS[kind](folder, scratch);
    await mkdir(build, { recursive: true });
    await writeFile(output, bytes);
    console.log(`${name}: ${bytes.length >> 10} KiB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  } finally {
    await rm(scratch, { recursive: true });
  }
}

for (const name of readdirSync(here).filter((each) => existsSync(join(here, each, 'world.wit')))) {
  await make(name);
}
