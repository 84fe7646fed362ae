// Builds the examples, all of them or those that the command line names, two at a time.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const AT_ONCE = 2;
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

const all = readdirSync(here('.')).filter((name) => existsSync(here(`${name}/build.mjs`)));
const unknown = process.argv.slice(2).filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`There is no example ${unknown.join(', ')}; there are ${all.join(', ')}`);
  process.exit(2);
}

const left = process.argv.length > 2 ? process.argv.slice(2) : all;
const failed = [];

/** A process of its own for each: the tools keep state, and much memory. */
function build(name) {
  return new Promise((resolve) => {
    spawn(process.execPath, ['build.mjs'], { cwd: here(name), stdio: 'inherit' }).on('exit', (status) => {
      if (status !== 0) failed.push(name);
      resolve();
    });
  });
}

async function builder() {
  while (left.length > 0) await build(left.shift());
}

await Promise.all(Array.from({ length: AT_ONCE }, builder));
if (failed.length > 0) {
  console.error(`not built: ${failed.join(', ')}`);
  process.exit(1);
}
