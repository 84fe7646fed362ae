#!/usr/bin/env node
// Measures commands, each as a process of its own: wall time, CPU time and peak memory. Node 20 or newer, no packages.
//
//   node cli.mjs [--launcher ../wassette] [--runs 15] [--components 50] [--runtime auto] \
//       [--component PATH --tool NAME [--arguments JSON]]
//
// The commands share a temporary home (the XDG directories). Into its folder go as many copies of a small component, put
// there by hand: the first list looks into each, and the later ones are told what it found out. The first call of a tool
// compiles, the later ones find the code. Before it measures, it waits until the launcher has made its AOT cache, which it
// does behind the first command; each command is measured without that cache too. CPU time and memory are read from /proc, every few
// milliseconds, where there is one. A command that fails ends the measurement.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const small = join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm');
const { values: options } = parseArgs({
  options: {
    launcher: { type: 'string', default: join(root, 'wassette') },
    runs: { type: 'string', default: '15' },
    components: { type: 'string', default: '50' },
    runtime: { type: 'string', default: 'auto' },
    component: { type: 'string', default: small },
    tool: { type: 'string', default: 'add' },
    arguments: { type: 'string', default: '{"a": 2, "b": 3}' },
  },
});

const home = mkdtempSync(join(tmpdir(), 'bench-'));
const environment = {
  ...process.env,
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_STATE_HOME: join(home, 'state'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CONFIG_HOME: join(home, 'config'),
};
const withoutCache = { ...environment, WASSETTE_JAVA_OPTS: `${environment.WASSETTE_JAVA_OPTS ?? ''} -XX:AOTMode=off`.trim() };
const launcher = resolve(options.launcher);

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
const peakMb = (pid) => Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
// After the name in parentheses the numbers of the fields are fixed (man 5 proc_pid_stat).
const cpuMs = (pid) => {
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10 || 0;
};

// The launcher becomes the JVM, so its process is the one to look at.
const run = (words, env = environment) => new Promise((done, fail) => {
  const from = performance.now();
  let peak = 0;
  let cpu = 0;
  let said = '';
  const child = spawn(launcher, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const watch = setInterval(() => {
    peak = Math.max(peak, peakMb(child.pid));
    cpu = Math.max(cpu, cpuMs(child.pid));
  }, 4);
  child.stdout.on('data', () => {});
  child.stderr.on('data', (bytes) => { said += bytes; });
  child.on('error', fail);
  child.on('exit', (code) => {
    const took = performance.now() - from;
    clearInterval(watch);
    if (code === 0) done({ took, peak, cpu });
    else fail(new Error(`wassette ${words.join(' ')} ended with ${code}: ${said}`));
  });
});

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
const report = (name, results) => {
  const times = results.map((each) => each.took);
  console.log(`${name.padEnd(34)} ${median(times).toFixed(0).padStart(6)} ms (${Math.min(...times).toFixed(0)})`
    + ` ${median(results.map((each) => each.cpu)).toFixed(0).padStart(6)} ms`
    + ` ${Math.max(...results.map((each) => each.peak)).toFixed(0).padStart(6)} MB`);
};
const measure = async (name, words, env) => {
  const results = [];
  for (let i = 0; i < Number(options.runs); i++) results.push(await run(words, env));
  report(name, results);
};

// The launcher writes down where its build is, and beside that which JDK made the cache.
const waitForCache = async () => {
  const build = join(dirname(launcher), '.build');
  for (let tries = 0; tries < 300; tries++) {
    const app = existsSync(join(build, 'current')) ? readFileSync(join(build, 'current'), 'utf8').split('\n')[0] : '';
    if (app && existsSync(join(build, app, 'cache-jdk'))) return existsSync(join(build, app, 'cache'));
    await new Promise((later) => setTimeout(later, 1000));
  }
  return false;
};

try {
  await run(['--version']);
  if (!await waitForCache()) console.log('There is no AOT cache: all figures are without it.');

  const many = join(home, 'many');
  mkdirSync(many);
  for (let i = 0; i < Number(options.components); i++) cpSync(small, join(many, `tool-${i}.wasm`));
  const list = ['component', 'list', '--plugin-dir', many];
  const invoke = ['tool', 'invoke', options.tool, '--args', options.arguments, '--runtime', options.runtime];

  console.log(`${'command'.padEnd(34)} median (least)    CPU      peak`);
  await measure('--version', ['--version']);
  report(`component list, ${options.components}, the first`, [await run(list)]);
  await measure(`component list, ${options.components}`, list);
  report('component load', [await run(['component', 'load', resolve(options.component), '--runtime', options.runtime])]);
  report('tool invoke, the first', [await run(invoke)]);
  await measure('tool invoke', invoke);
  await measure('--version, no cache', ['--version'], withoutCache);
  await measure(`component list, ${options.components}, no cache`, list, withoutCache);
  await measure('tool invoke, no cache', invoke, withoutCache);
} finally {
  rmSync(home, { recursive: true, force: true });
}
