// Turns main.js and the world in wit/ into build/time-server-js.wasm.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentize } from '@bytecodealliance/componentize-js';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const { component } = await componentize({
  sourcePath: here('main.js'),
  witPath: here('wit'),
  disableFeatures: ['http', 'fetch-event'], // a component imports only what it needs
});
await mkdir(here('build'), { recursive: true });
await writeFile(here('build/time-server-js.wasm'), component);
