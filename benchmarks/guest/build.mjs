// Turns main.js into build/reference.wasm, with the tools that are installed in the folder examples.
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentize } from '../../examples/tools.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const { component } = await componentize({
  sourcePath: here('main.js'),
  witPath: here('wit'),
  disableFeatures: ['http', 'fetch-event'],
});
await mkdir(here('build'), { recursive: true });
await writeFile(here('build/reference.wasm'), component);
