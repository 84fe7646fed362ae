// Turns each .wat beside this file and in the folders beside it into a .wasm: node build.mjs, with the npm package
// @bytecodealliance/jco 1.35 installed where node finds it.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { parse } from '@bytecodealliance/jco';

const folder = new URL('.', import.meta.url);
for (const name of (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.wat')).sort()) {
  const wasm = await parse(await readFile(new URL(name, folder), 'utf8'));
  await writeFile(new URL(name.replace(/wat$/, 'wasm'), folder), wasm);
  console.log(`${name}: ${wasm.length} bytes`);
}
