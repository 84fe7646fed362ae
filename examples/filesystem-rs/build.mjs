// Turns src/ and the world in wit/ into build/filesystem-rs.wasm: Rust to a core module, jco to a component.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentEmbed, componentNew, preview1AdapterReactorPath } from '@bytecodealliance/jco';
import { withDocumentation } from '../package-docs.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const NEEDED = ['/usr/bin/cargo', '/usr/lib/rustlib/src/rust/library/vendor', '/usr/bin/wasm-ld-14', '/usr/lib/wasm32-wasi'];

const missing = NEEDED.filter((path) => !existsSync(path));
if (missing.length > 0) {
  console.log(`filesystem-rs is not built: ${missing.join(', ')} missing.`
    + ' On Debian: apt-get install rustc-web cargo-web rust-web-src wasi-libc lld');
  process.exit();
}

// Debian's cargo by its path: another one, earlier in PATH, has no sources of the standard library that fit.
execFileSync('/usr/bin/cargo', ['build', '--offline', '--locked', '--release', '--target', 'wasm32-wasip1',
  '--target-dir', here('build/cargo')], {
  cwd: here('.'), stdio: 'inherit', env: { ...process.env, RUSTC: '/usr/bin/rustc', RUSTC_BOOTSTRAP: '1' },
});
const wit = await readFile(here('wit/world.wit'), 'utf8');
const core = await componentEmbed({
  binary: await readFile(here('build/cargo/wasm32-wasip1/release/filesystem_rs.wasm')), witSource: wit,
});
const adapter = await readFile(fileURLToPath(preview1AdapterReactorPath()));
const component = await componentNew(core, [['wasi_snapshot_preview1', adapter]]);
await mkdir(here('build'), { recursive: true });
await writeFile(here('build/filesystem-rs.wasm'), withDocumentation(component, wit));
