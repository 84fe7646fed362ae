// Turns core.wasm, which clang has made, and the world in wit/ into word-count.wasm.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentEmbed, componentNew, preview1AdapterReactorPath } from '@bytecodealliance/jco';

const core = await componentEmbed({
  binary: await readFile('core.wasm'),
  witSource: await readFile('wit/world.wit', 'utf8'),
});
const adapter = await readFile(fileURLToPath(preview1AdapterReactorPath()));
await writeFile('word-count.wasm', await componentNew(core, [['wasi_snapshot_preview1', adapter]]));
