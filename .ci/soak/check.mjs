// Starts ./wassette over HTTP and has 32 sessions call tools at random, load, unload, grant, revoke and cancel meanwhile.
// Exit status 1 where an answer is not the right one, where memory grows, and where the server has more threads or open
// files in the end than after warming up.
//
//   npm start --prefix .ci/soak                       half a minute
//   npm start --prefix .ci/soak -- --calls 200000     minutes
//   further arguments after `--` go to the server:    -- --calls 200000 -- --runtime chicory
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options, positionals: serverArguments } = parseArgs({
  allowPositionals: true,
  options: { calls: { type: 'string', default: '6000' }, sessions: { type: 'string', default: '32' }, seed: { type: 'string', default: '1' } },
});
const CALLS = Number(options.calls);
const SESSIONS = Number(options.sessions);
const SAMPLES = 10; // how often memory is looked at
const WARM = 3; // the sample that all later ones are compared with
// How many threads are kept for a while after the most that were ever busy at once.
const pools = { 'mcp-call': 2 * SESSIONS, 'mcp-http': 8 };
// What compiled code and caches may still gain after warming up. In 200,000 calls a leak of 50 bytes a call is more for
// the heap, and one of 700 bytes for the process.
const HEAP_GROWTH_MB = 8;
const RSS_GROWTH_MB = 128;

const home = mkdtempSync(join(tmpdir(), 'wassette-soak-'));
const fixtures = join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components');
const files = { tools: join(home, 'tools.wasm'), extra: join(home, 'extra.wasm') };
for (const file of Object.values(files)) copyFileSync(join(fixtures, 'tools.wasm'), file);
const javaScript = join(root, 'examples/order-desk-js/build/order-desk-js.wasm');
const hasJavaScript = existsSync(javaScript);
if (hasJavaScript) copyFileSync(javaScript, (files.desk = join(home, 'desk.wasm')));

// Always the same numbers for the same seed (mulberry32).
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const wrong = [];
const counts = {};
function count(what) {
  counts[what] = (counts[what] ?? 0) + 1;
}
function fail(what, found) {
  wrong.push(`${what}: ${JSON.stringify(found)?.slice(0, 400)}`);
}

// --- A client of one session; each request is one POST, and its answer JSON or a stream of events.
class Session {
  constructor(url) {
    this.url = new URL(url);
    this.next = 0;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
  }

  // A connection that the server closes, because it was idle, just as a request goes out on it, has not seen the request.
  async post(message) {
    try {
      return await this.postOnce(message);
    } catch (e) {
      if (!e.onReusedSocket || e.code !== 'ECONNRESET') throw e;
      count('again on a new connection');
      return this.postOnce(message);
    }
  }

  postOnce(message) {
    return new Promise((resolve, reject) => {
      const request = http.request(this.url, {
        method: 'POST',
        agent: this.agent,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(this.id && { 'mcp-session-id': this.id, 'mcp-protocol-version': '2025-11-25' }),
        },
      }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part) => { text += part; });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, text }));
      });
      request.on('error', (e) => reject(Object.assign(e, { onReusedSocket: request.reusedSocket })));
      request.end(JSON.stringify({ jsonrpc: '2.0', ...message }));
    });
  }

  // The answer to a request; undefined where the server has ended the response without one.
  async request(method, params, id = ++this.next) {
    const { status, headers, text } = await this.post({ id, method, params });
    if (status !== 200) throw new Error(`HTTP ${status} ${text}`);
    if (headers['mcp-session-id']) this.id = headers['mcp-session-id'];
    const messages = headers['content-type'].startsWith('text/event-stream')
      ? text.split('\n').filter((line) => line.startsWith('data:') && line.length > 6).map((line) => JSON.parse(line.slice(5)))
      : [JSON.parse(text)];
    return messages.find((message) => message.id === id);
  }

  async begin() {
    this.id = undefined;
    await this.request('initialize', {
      protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'soak', version: '1' },
    });
    await this.post({ method: 'notifications/initialized' });
  }

  end() {
    return new Promise((resolve, reject) => {
      const request = http.request(this.url, { method: 'DELETE', agent: this.agent, headers: { 'mcp-session-id': this.id } },
        (response) => { response.resume(); response.on('end', resolve); });
      request.on('error', reject);
      request.end();
    });
  }

  async call(name, args = {}) {
    const answer = await this.request('tools/call', { name, arguments: args });
    const result = answer?.result ?? { isError: true, content: [{ text: JSON.stringify(answer) }] };
    return { failed: result.isError === true, text: result.content[0].text };
  }
}

// --- What a session does, each with the answers that are right.
function right(what, { failed, text }, expectFailed, matches) {
  count(what);
  if (failed !== expectFailed || !matches.test(text)) fail(what, { failed, text });
}

// Its guests only hear at their next call of the host, or at their deadline.
const canInterrupt = !serverArguments.includes('wasmtime-bundled');
const absent = /^Error: Failed to find component for tool 'extra_add': Tool not found/;
const actions = [
  [60, async (session, next) => {
    const [a, b] = [Math.floor(next() * 1e6), Math.floor(next() * 1e6)];
    right('add', await session.call('tools_add', { a, b }), false, new RegExp(`^${a + b}$`));
  }],
  [14, async (session, next) => {
    const text = 'é'.repeat(Math.floor(next() * 2000)) + '.';
    const answer = await session.call('tools_echo', { text });
    right('echo', { ...answer, text: String(answer.text === text) }, false, /^true$/);
  }],
  [hasJavaScript ? 10 : 0, async (session) => {
    right('JavaScript', await session.call('catalogue-date'), false, /^2026-01-01$/);
  }],
  [4, async (session) => { // of a component that comes and goes
    const answer = await session.call('extra_add', { a: 1, b: 2 });
    right('call of what comes and goes', answer, answer.failed, answer.failed ? absent : /^3$/);
  }],
  [3, async (session) => right('trap', await session.call('tools_crash'), true, /unreachable/)],
  [1, async (session) => right('wrong argument', await session.call('tools_add', { a: 'x', b: 1 }), true, /\$\.a/)],
  [2, async (session) => {
    count('list');
    const { result } = await session.request('tools/list');
    const names = result.tools.map((tool) => tool.name);
    if (!names.includes('load-component') || new Set(names).size !== names.length) fail('list', names);
  }],
  [1, async (session) => right('components', await session.call('list-components'), false, /"id":"tools"/)],
  [2, async (session, next) => {
    const details = { host: `host${Math.floor(next() * 20)}.example` };
    right('grant', await session.call('grant-network-permission', { component_id: 'tools', details }), false, /granted/);
    right('revoke', await session.call('revoke-network-permission', { component_id: 'tools', details }), false, /revoked/);
  }],
  [0.5, async (session) => right('policy', await session.call('get-policy', { component_id: 'tools' }), false, /policy/)],
  [0.5, async (session) => right('reset', await session.call('reset-permission', { component_id: 'tools' }), false, /reset/)],
  [0.7, async (session) => {
    right('load', await session.call('load-component', { path: files.extra }), false, /loaded successfully/);
  }],
  [0.5, async (session) => {
    const answer = await session.call('unload-component', { id: 'extra' });
    right('unload', answer, answer.failed, answer.failed ? /^Error: Component 'extra' not found$/ : /unloaded successfully/);
  }],
  [0.2, async (session) => {
    right('reload', await session.call('load-component', { path: files.tools }), false, /reloaded successfully/);
  }],
  [0.05, async (session) => {
    if (!hasJavaScript) return;
    right('reload of JavaScript', await session.call('load-component', { path: files.desk }), false, /reloaded successfully/);
  }],
  [0.6, async (session, next) => { // of a call that waits, or computes, for a minute
    count('cancellation');
    const id = ++session.next;
    const began = performance.now();
    const tool = canInterrupt && next() < 0.5 ? 'tools_loop-forever' : 'tools_sleep';
    const params = { name: tool, arguments: tool === 'tools_sleep' ? { ms: 50_000 } : {} };
    const answer = session.request('tools/call', params, id);
    let late;
    let open = true;
    const ended = answer.then((found) => { late = found; }).finally(() => { open = false; });
    while (open) { // again, as the first may arrive before the call does
      await Promise.race([ended, new Promise((done) => setTimeout(done, 20))]);
      if (open) await session.post({ method: 'notifications/cancelled', params: { requestId: id } });
    }
    await ended;
    if (late !== undefined || performance.now() - began > 30_000) fail('cancellation', late ?? performance.now() - began);
  }],
  [0.4, async (session) => {
    count('new session');
    await session.end();
    await session.begin();
  }],
];
const weight = actions.reduce((sum, [each]) => sum + each, 0);

function chosen(next) {
  let at = next() * weight;
  return (actions.find(([each]) => (at -= each) < 0) ?? actions[0])[1];
}

// --- What the process holds.
function lines(file) {
  return readFileSync(file, 'utf8').split('\n');
}

// Threads by name, without those that the JVM starts and ends as it needs them.
function threads(pid) {
  const names = {};
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    let name;
    try { name = lines(`/proc/${pid}/task/${task}/comm`)[0]; } catch { continue; }
    if (/^(C1|C2) Compiler|^ForkJoinPool|^Attach Listener|^VM |^GC |^VirtualThread|^Sweeper|^Monitor/.test(name)) continue;
    const kind = name.replace(/[-\d]+$/, '');
    names[kind] = (names[kind] ?? 0) + 1;
  }
  return names;
}

function handles(pid) {
  return readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try { return readlinkSync(`/proc/${pid}/fd/${fd}`).replace(/:\[\d+\]$/, '').replace(/\d{5,}/g, 'N'); } catch { return null; }
  }).filter((name) => name !== null).sort();
}

function jcmd(pid, command) {
  const program = join(dirname(readlinkSync(`/proc/${pid}/exe`)), 'jcmd');
  return spawnSync(program, [String(pid), command], { encoding: 'utf8' }).stdout;
}

function heapMb(pid) {
  jcmd(pid, 'GC.run');
  jcmd(pid, 'GC.run');
  const used = [...jcmd(pid, 'GC.heap_info').matchAll(/total \d+K, used (\d+)K/g)].map(([, kilobytes]) => Number(kilobytes));
  return used.reduce((sum, each) => sum + each, 0) / 1024;
}

// Without what the C library keeps of freed memory for later, in as many arenas as threads ever allocated at once.
function rssMb(pid) {
  jcmd(pid, 'System.trim_native_heap');
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
}

function look(pid) {
  return { heap: heapMb(pid), rss: rssMb(pid), threads: threads(pid), handles: handles(pid) };
}

const env = { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
const server = spawn(join(root, 'wassette'), ['serve', '--http', '--bind-address', '127.0.0.1:0', ...serverArguments],
  { env, stdio: ['ignore', 'ignore', 'pipe'] });
const log = [];
let exited = false;
server.once('exit', () => { exited = true; });

async function address() {
  for await (const line of createInterface({ input: server.stderr })) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
    if (url) {
      createInterface({ input: server.stderr }).on('line', (said) => log.push(said));
      return url;
    }
  }
  throw new Error('the server has ended');
}

// No connection is open and every component is loaded whenever the process is looked at: a component's compiled code is an
// open file.
async function settle(loader) {
  for (const session of sessions) session.agent.destroy();
  await loader.begin();
  right('load', await loader.call('load-component', { path: files.extra }), false, /loaded successfully/);
  await loader.end();
  loader.agent.destroy();
  await pause(1500);
  // The answer to a cancelled call does not wait for its guest.
  for (let i = 0; i < 20 && Object.keys(threads(server.pid)).some((name) => name.startsWith('guest')); i++) await pause(500);
}

function pause(ms) {
  return new Promise((done) => setTimeout(done, ms));
}

const sessions = [];
const samples = [];
let done = 0;
try {
  const url = await address();
  const loader = new Session(url);
  await loader.begin();
  for (const again of ['loaded', 'reloaded']) { // the second time its compiled code comes from a file
    for (const path of Object.values(files)) {
      right('load', await loader.call('load-component', { path }), false, new RegExp(`"component ${again}`));
    }
  }
  await loader.end();
  loader.agent.destroy();
  for (let i = 0; i < SESSIONS; i++) sessions.push(new Session(url));
  await Promise.all(sessions.map((session) => session.begin()));
  const nexts = sessions.map((_, i) => random(Number(options.seed) * 1000 + i));
  const began = performance.now();
  for (let part = 1; part <= SAMPLES; part++) {
    const until = (CALLS * part) / SAMPLES;
    await Promise.all(sessions.map(async (session, i) => {
      while (done++ < until && wrong.length < 20 && !exited) {
        try {
          await chosen(nexts[i])(session, nexts[i]);
        } catch (e) {
          fail('request', String(e));
        }
      }
    }));
    done = until;
    await settle(new Session(url));
    if (exited || wrong.length >= 20) break;
    samples.push(look(server.pid));
    const { heap, rss, threads: names, handles: open } = samples.at(-1);
    const total = Object.values(names).reduce((sum, each) => sum + each, 0);
    console.log(`${String(Math.round(until)).padStart(7)} calls, ${Math.round((performance.now() - began) / 1000)} s: heap after `
      + `GC ${heap.toFixed(1)} MB, RSS ${rss.toFixed(0)} MB, ${total} threads, ${open.length} files`);
  }
} finally {
  if (!exited) {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  } else {
    fail('the server', 'has ended by itself');
  }
  rmSync(home, { recursive: true, force: true });
}

console.log(Object.entries(counts).map(([what, times]) => `${what} ${times}`).join(', '));
const warm = samples[WARM - 1];
const last = samples.at(-1);
if (warm && last) {
  if (last.heap - warm.heap > HEAP_GROWTH_MB) fail('heap', samples.map(({ heap }) => Math.round(heap)));
  if (last.rss - warm.rss > RSS_GROWTH_MB) fail('RSS', samples.map(({ rss }) => Math.round(rss)));
  const grown = Object.keys(last.threads).filter((name) => last.threads[name] > (pools[name] ?? warm.threads[name] ?? 0));
  if (grown.length) fail('threads', { warm: warm.threads, last: last.threads });
  if (last.handles.length > warm.handles.length) {
    fail('files', last.handles.filter((name, i, all) => all.indexOf(name) === i && all.filter((each) => each === name).length
      > warm.handles.filter((each) => each === name).length));
  }
}
const loud = log.filter((line) => /fault|Exception|ERROR/.test(line));
if (loud.length) fail('log', loud.slice(0, 5));
for (const each of wrong) console.log(`FAIL ${each}`);
console.log(wrong.length ? 'the soak failed' : 'all answers were right, and nothing grew');
process.exitCode = wrong.length ? 1 : 0;
