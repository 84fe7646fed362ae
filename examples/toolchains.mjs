// Builds an example into its build/NAME.wasm, with the documentation of its WIT in it, from JavaScript, Rust or C.
// What was built from the same sources is kept.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { componentize, componentEmbed, componentNew, preview1AdapterReactorPath } from './tools.mjs';
import { withDocumentation } from './package-docs.mjs';

const examples = fileURLToPath(new URL('.', import.meta.url));
const adapter = fileURLToPath(preview1AdapterReactorPath());
const wasi = join(dirname(adapter), 'wit/builtin/0.2.12');
const NO_SOURCES = ['build', 'node_modules', 'README.md', 'calls.json', 'policy.yaml'];

async function filesBelow(folder) {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = await Promise.all(entries
    .filter(({ name }) => !NO_SOURCES.includes(name) && !name.endsWith('.wasm'))
    .map((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)])));
  return found.flat().sort();
}

/** A digest of all that the component is made of, but for what the system has installed. */
async function digest(folders) {
  const files = (await Promise.all(folders.map(filesBelow))).flat();
  const hash = createHash('sha256');
  for (const file of [...files, ...['toolchains.mjs', 'package-docs.mjs', 'package-lock.json'].map((name) => join(examples, name))]) {
    hash.update(file.slice(examples.length)).update('\0').update(createHash('sha256').update(await readFile(file)).digest());
  }
  return hash.digest('hex');
}

/** The world of an example with the packages in wit/deps and all of WASI 0.2, each a nested one, in one text. */
async function worldOf(folder) {
  const deps = join(folder, 'wit/deps');
  const own = existsSync(deps) ? await filesBelow(deps) : [];
  const files = [...own, ...(await readdir(wasi)).sort().map((name) => join(wasi, name, 'package.wit'))];
  const packages = await Promise.all(files.map(async (file) => {
    const stable = (await readFile(file, 'utf8')).replace(/@unstable\([^)]*\)/g, '');
    return `${stable.replace(/^package ([^;]+);/, 'package $1 {')}\n}\n`;
  }));
  return [await readFile(join(folder, 'wit/world.wit'), 'utf8'), ...packages].join('\n');
}

/** Builds unless that was done, and writes the component. */
async function build(url, sources, make) {
  const folder = fileURLToPath(new URL('.', url));
  const name = basename(folder);
  const output = join(folder, 'build', `${name}.wasm`);
  const key = join(folder, 'build/sources.sha256');
  const wanted = await digest([folder, ...sources]);
  if (existsSync(output) && existsSync(key) && await readFile(key, 'utf8') === wanted) {
    console.log(`${name}: nothing has changed`);
    return;
  }
  const started = performance.now();
  await mkdir(join(folder, 'build'), { recursive: true });
  await rm(key, { force: true });
  const component = withDocumentation(await make(folder), await readFile(join(folder, 'wit/world.wit'), 'utf8'));
  await writeFile(output, component);
  await writeFile(key, wanted);
  console.log(`${name}: ${component.length >> 10} KiB in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

/** @returns whether all of the paths are there; says what is missing and how to get it */
function hasTools(url, paths, packages) {
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    console.log(`${basename(fileURLToPath(new URL('.', url)))} is not built: ${missing.join(', ')} missing.`
      + ` On Debian: apt-get install ${packages}`);
  }
  return missing.length === 0;
}

/**
 * main.js becomes a component of about 12 MB: it carries a JavaScript engine.
 * @param disableFeatures of componentize-js: a component imports only what it needs
 */
export async function javascript(url, disableFeatures) {
  await build(url, [], async (folder) => {
    const sourcePath = join(folder, 'main.js');
    return (await componentize({ sourcePath, witPath: join(folder, 'wit'), disableFeatures })).component;
  });
}

/** src/ becomes a component of about 150 KB, with the standard library of Rust and no other crates. */
export async function rust(url) {
  const paths = ['/usr/bin/cargo', '/usr/lib/rustlib/src/rust/library/vendor', '/usr/bin/wasm-ld-14', '/usr/lib/wasm32-wasi'];
  if (!hasTools(url, paths, 'rustc-web cargo-web rust-web-src wasi-libc lld')) return;
  await build(url, [join(examples, 'guest-rs')], async (folder) => {
    // Debian's cargo by its path: another one, earlier in PATH, has no sources of the standard library that fit.
    // All examples share what is built of the standard library.
    const target = join(examples, '.build/cargo');
    execFileSync('/usr/bin/cargo', ['build', '--quiet', '--offline', '--locked', '--release', '--target', 'wasm32-wasip1',
      '--target-dir', target], {
      cwd: folder, stdio: 'inherit', env: { ...process.env, RUSTC: '/usr/bin/rustc', RUSTC_BOOTSTRAP: '1' },
    });
    const core = join(target, 'wasm32-wasip1/release', `${basename(folder).replaceAll('-', '_')}.wasm`);
    const embedded = await componentEmbed({ binary: await readFile(core), witSource: await worldOf(folder) });
    return componentNew(embedded, [['wasi_snapshot_preview1', await readFile(adapter)]]);
  });
}

/** main.c becomes a component of a few KB, without any library. */
export async function c(url) {
  if (!hasTools(url, ['/usr/bin/clang', '/usr/bin/wasm-ld-14'], 'clang lld')) return;
  await build(url, [], async (folder) => {
    const core = join(folder, 'build/core.wasm');
    execFileSync('/usr/bin/clang', ['--target=wasm32', '-std=gnu17', '-Wall', '-Wextra', '-Werror', '-Os', '-nostdlib',
      '-ffreestanding', '-mbulk-memory', '-Wl,--no-entry,--strip-all,--fatal-warnings', '-o', core, 'main.c'],
    // clang also runs any wasm-opt that it finds, and npm puts one of its own into PATH.
    { cwd: folder, stdio: 'inherit', env: { ...process.env, PATH: '/usr/bin:/bin' } });
    const binary = await readFile(core);
    await rm(core);
    const embedded = await componentEmbed({ binary, witSource: await worldOf(folder) });
    return componentNew(embedded, []);
  });
}
