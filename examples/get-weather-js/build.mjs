// Turns main.js and the world in wit/ into build/get-weather-js.wasm.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { componentize } from '@bytecodealliance/componentize-js';
import { withDocumentation } from '../package-docs.mjs';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const { component } = await componentize({
  sourcePath: here('main.js'),
  witPath: here('wit'),
  disableFeatures: ['fetch-event'], // a component imports only what it needs
});
const wit = await readFile(here('wit/world.wit'), 'utf8');
await mkdir(here('build'), { recursive: true });
await writeFile(here('build/get-weather-js.wasm'), withDocumentation(component, wit));
