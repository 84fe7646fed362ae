// Publishes every built example with its policy: node push.mjs REGISTRY/PREFIX [TAG]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const [prefix, tag = 'latest', ...others] = process.argv.slice(2);
if (!/^[^\s:/]+(:\d+)?(\/[a-z0-9._-]+)+$/.test(prefix ?? '') || others.length > 0) {
  console.error('Usage: npm run push -- REGISTRY/PREFIX [TAG], such as ghcr.io/me/tools 0.1.0');
  process.exit(2);
}
const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const program = resolve(process.env.WASSETTE || here('../wassette'));

const component = (name) => [here(`${name}/build/${name}.wasm`), here(`${name}/${name}.wasm`)].find(existsSync);
const examples = readdirSync(here('.')).filter((name) => existsSync(here(`${name}/wit`)));
const missing = examples.filter((name) => !component(name));
if (missing.length > 0) {
  console.error(`not built: ${missing.join(', ')}; npm run build`);
  process.exit(1);
}
for (const name of examples) {
  const { status, error } = spawnSync(program, ['component', 'push', component(name), `oci://${prefix}/${name}:${tag}`,
    '--policy', here(`${name}/policy.yaml`)], { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${name} was not published${error ? `: ${error.message}` : ''}`);
    process.exit(1);
  }
}
