#!/usr/bin/env node
// Measures a whole MCP server process over standard input and output. Node 20 or newer, no packages.
//
//   node process.mjs --server "./wassette serve --stdio --runtime wasmtime" \
//       --component PATH --tool NAME [--arguments JSON] [--runs 5] [--calls 100] [--warm-up 20]
//
// The server keeps its files in a temporary home (HOME and the XDG directories), so the first load compiles everything
// and the later ones, each in a new process, find the code of the first. Without --component nothing is loaded: for
// servers that come with their tool. Memory and CPU time are read from /proc, where there is one, for the process and
// its children. Every answer is checked: a tool that answers with an error ends the measurement.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    server: { type: 'string' },
    component: { type: 'string' },
    tool: { type: 'string' },
    arguments: { type: 'string', default: '{}' },
    runs: { type: 'string', default: '5' },
    calls: { type: 'string', default: '100' },
    'warm-up': { type: 'string', default: '20' },
  },
});
if (!options.server || !options.tool) {
  console.error('usage: node process.mjs --server "COMMAND" --tool NAME [--component PATH] [--arguments JSON]');
  process.exit(2);
}

const home = mkdtempSync(join(tmpdir(), 'bench-'));
const environment = {
  ...process.env,
  HOME: home,
  XDG_CACHE_HOME: join(home, 'cache'),
  XDG_STATE_HOME: join(home, 'state'),
  XDG_DATA_HOME: join(home, 'data'),
  XDG_CONFIG_HOME: join(home, 'config'),
};

class Server {
  #waiting = new Map();
  #next = 1;

  constructor() {
    this.startedAt = performance.now();
    const [command, ...rest] = options.server.split(/\s+/);
    this.child = spawn(command, rest, { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
    this.ended = new Promise((done) => this.child.on('exit', done));
    createInterface({ input: this.child.stdout }).on('line', (line) => {
      const message = JSON.parse(line);
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
    this.child.on('exit', (code) => {
      for (const answer of this.#waiting.values()) answer({ error: { message: `the server ended with ${code}` } });
    });
  }

  #send(message) {
    this.child.stdin.write(JSON.stringify({ jsonrpc: '2.0', ...message }) + '\n');
  }

  async request(method, params) {
    const id = this.#next++;
    const answer = new Promise((done) => this.#waiting.set(id, done));
    this.#send({ id, method, params });
    const { result, error } = await answer;
    if (error || result.isError) throw new Error(`${method}: ${JSON.stringify(error ?? result.content)}`);
    return result;
  }

  call(name, given) {
    return this.request('tools/call', { name, arguments: given });
  }

  async initialize() {
    await this.request('initialize', {
      protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'benchmark', version: '1' },
    });
    const took = performance.now() - this.startedAt;
    this.#send({ method: 'notifications/initialized' });
    return took;
  }

  async close() {
    this.child.stdin.end();
    await this.ended;
  }
}

const timed = async (action) => {
  const from = performance.now();
  await action();
  return performance.now() - from;
};
const quantile = (numbers, part) => {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
};
const median = (numbers) => quantile(numbers, 0.5);

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};
// After the name in parentheses the numbers of the fields are fixed (man 5 proc_pid_stat).
const stat = (pid) => read(`/proc/${pid}/stat`).split(') ').at(-1).split(' ');
const family = (pid) => {
  const all = read('/proc/self/stat') ? readdirSync('/proc').filter((name) => /^\d+$/.test(name)) : [];
  const children = all.filter((each) => stat(each)[1] === String(pid));
  return [String(pid), ...children.flatMap(family)];
};
const cpuMs = (pid) => family(pid).map((each) => (Number(stat(each)[11]) + Number(stat(each)[12])) * 10 || 0)
  .reduce((a, b) => a + b);
const peakMb = (pid) => family(pid).map((each) => Number(/VmHWM:\s+(\d+)/.exec(read(`/proc/${each}/status`))?.[1] ?? 0))
  .reduce((a, b) => a + b) / 1024;

const component = options.component && 'file://' + resolve(options.component);
const load = (server) => server.call('load-component', { path: component });
const call = (server) => server.call(options.tool, JSON.parse(options.arguments));
const report = (name, number, unit) => console.log(`${name.padEnd(28)} ${number.toFixed(1).padStart(10)} ${unit}`);

try {
  const first = new Server();
  await first.initialize();
  if (component) {
    report('load, cold', await timed(() => load(first)), 'ms');
    report('load, cold: peak memory', peakMb(first.child.pid), 'MB');
  }
  await first.close();

  const starts = [], startCpu = [], loads = [], loadCpu = [], firstCalls = [];
  let server;
  for (let run = 0; run < Number(options.runs); run++) {
    await server?.close();
    server = new Server();
    starts.push(await server.initialize());
    startCpu.push(cpuMs(server.child.pid));
    if (component) {
      loads.push(await timed(() => load(server)));
      loadCpu.push(cpuMs(server.child.pid) - startCpu.at(-1));
    }
    firstCalls.push(await timed(() => call(server)));
  }
  report('start to initialize, median', median(starts), 'ms');
  report('start to initialize, least', Math.min(...starts), 'ms');
  report('start to initialize, CPU', median(startCpu), 'ms');
  if (component) {
    report('load, warm, median', median(loads), 'ms');
    report('load, warm, least', Math.min(...loads), 'ms');
    report('load, warm, CPU', median(loadCpu), 'ms');
  }
  report('first call, median', median(firstCalls), 'ms');

  for (let i = 0; i < Number(options['warm-up']); i++) await call(server);
  const before = cpuMs(server.child.pid);
  const calls = [];
  for (let i = 0; i < Number(options.calls); i++) calls.push(await timed(() => call(server)));
  report('call, least', Math.min(...calls), 'ms');
  report('call, p50', median(calls), 'ms');
  report('call, p99', quantile(calls, 0.99), 'ms');
  report('call, CPU', (cpuMs(server.child.pid) - before) / calls.length, 'ms');
  report('peak memory', peakMb(server.child.pid), 'MB');
  await server.close();
} finally {
  rmSync(home, { recursive: true, force: true });
}
