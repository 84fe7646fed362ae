// Three servers behind a real nginx (packaging/nginx/wassette.conf), which load the same component from a registry. Two of them share a folder, as on
// one node or one volume; the third has its own. Says what docs/kubernetes.md says of sessions and state, and fails where it is
// not so.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Session, pause, until } from './client.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.WASSETTE_PROGRAM ?? join(root, 'wassette');
const scratch = mkdtempSync(join(tmpdir(), 'wassette-replicas-'));
const at = (name) => join(scratch, name);
const running = new Set();
let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${JSON.stringify(found)?.slice(0, 600)}`);
}

// All free at one time, so all different.
async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => new Promise((done) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => done(server));
  })));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

function start(name, command, args, env = process.env) {
  const log = openSync(at(`${name}.log`), 'a');
  // Debian's nginx is where only root's PATH leads.
  const child = spawn(command, args, { env: { ...env, PATH: `${env.PATH}:/usr/sbin` }, stdio: ['ignore', log, log] });
  closeSync(log);
  running.add(child);
  child.ended = once(child, 'exit').then((status) => {
    running.delete(child);
    return status;
  });
  return child;
}

const accepts = (port) => new Promise((done) => {
  const socket = net.connect(port, '127.0.0.1', () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});

const [front, registryPort, ...ports] = await freePorts(5);
const NAMES = ['a', 'b', 'c'];
const FOLDERS = { a: 'node1', b: 'node1', c: 'node2' };
const url = `http://127.0.0.1:${front}/mcp`;
const source = `oci://127.0.0.1:${registryPort}/tools:1`;
// What the component of the registry is called, once it is there.
let id;
const tool = (name) => `${id}_${name}`;

async function startRegistry() {
  writeFileSync(at('registry.yml'), `version: 0.1\nlog:\n  level: error\nstorage:\n  filesystem:\n    rootdirectory: ${at('registry')}\nhttp:\n  addr: 127.0.0.1:${registryPort}\n`);
  start('registry', 'docker-registry', ['serve', at('registry.yml')]);
  await until('the registry listens', () => accepts(registryPort));
  const file = at('tools.wasm');
  copyFileSync(join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm'), file);
  const pushed = spawnSync(program, ['component', 'push', file, source], { env: environment('a'), encoding: 'utf8' });
  check('the component is published', pushed.status === 0, pushed.stdout + pushed.stderr);
  // The list that the Kubernetes manifests have, with this registry in it.
  const list = readFileSync(join(root, 'packaging/kubernetes/tools.yaml'), 'utf8');
  writeFileSync(at('tools.yaml'), list.replace(/oci:\S+/, source));
}

function environment(name) {
  const folder = at(FOLDERS[name]);
  const own = at(`pod-${name}`);
  for (const each of [folder, own]) mkdirSync(each, { recursive: true });
  return { ...process.env, XDG_CONFIG_HOME: own, XDG_CACHE_HOME: own, XDG_STATE_HOME: own, WASSETTE_PLUGIN_DIR: folder };
}

const replicas = {};

async function startReplica(name) {
  const port = ports[NAMES.indexOf(name)];
  const child = start(name, program, ['serve', '--http', '--bind-address', `127.0.0.1:${port}`, '--manifest', at('tools.yaml')], environment(name));
  replicas[name] = child;
  await until(`replica ${name} is ready`, async () => {
    if (child.exitCode !== null) throw new Error(`replica ${name} has ended: ${readFileSync(at(`${name}.log`), 'utf8')}`);
    return fetch(`http://127.0.0.1:${port}/ready`).then((answer) => answer.ok, () => false);
  }, 120_000);
}

async function startNginx() {
  const places = [['9001', front], ['9011', ports[0]], ['9012', ports[1]], ['9013', ports[2]]];
  const text = places.reduce((conf, [from, to]) => conf.replaceAll(`:${from}`, `:${to}`), readFileSync(join(root, 'packaging/nginx/wassette.conf'), 'utf8'));
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${at(`nginx-${kind}`)};`).join(' ');
  writeFileSync(at('nginx.conf'), `daemon off; worker_processes 2; pid ${at('nginx.pid')}; error_log ${at('nginx.log')} warn;
events {} http { access_log off; ${paths}
${text.replace('add_header Mcp-Session-Id', 'add_header X-Replica $wassette_replica always;\n        add_header Mcp-Session-Id')} }`);
  start('nginx', 'nginx', ['-c', at('nginx.conf'), '-p', scratch]);
  await until('nginx listens', () => accepts(front));
}

const open = [];

// A session in the server of that name; new sessions go where the fewest requests are, so this asks until it is the right one.
async function sessionAt(name) {
  return until(`a session in ${name}`, async () => {
    const session = new Session(url);
    await session.begin();
    if (session.id.startsWith(`${name}.`)) {
      open.push(session);
      return session;
    }
    session.close();
    return undefined;
  });
}

async function statusOf(session) {
  return session.call(tool('add'), { a: 1, b: 1 }).then(() => 200, (e) => e.status ?? String(e));
}

// --- What the page says
async function sessionsStick(sessions) {
  for (const name of NAMES) {
    const session = sessions[name];
    const answers = [];
    for (let i = 0; i < 5; i++) answers.push([await session.call(tool('add'), { a: i, b: 1 }), session.server]);
    check(`a session stays in ${name}, which has the component of the registry`, answers.every(([sum, server], i) => sum === `${i + 1}` && server === name), answers);
  }
  const stranger = new Session(url);
  stranger.id = 'x.guessed';
  check('an id that no server gave is answered 404', (await statusOf(stranger)) === 404, await statusOf(stranger));
  stranger.close();
}

async function statelessGoesAnywhere() {
  const seen = new Set();
  for (let i = 0; i < 9; i++) {
    const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {}, 'io.modelcontextprotocol/clientInfo': { name: 'check', version: '1' } };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call', 'mcp-name': tool('add') },
      body: JSON.stringify({ jsonrpc: '2.0', id: i, method: 'tools/call', params: { name: tool('add'), arguments: { a: i, b: i }, _meta: meta } }),
    });
    const text = await answer.text();
    if (!text.includes(`"text":"${2 * i}"`)) return check('a request of 2026-07-28 needs no session', false, text);
    seen.add(answer.headers.get('x-replica'));
  }
  return check('requests of 2026-07-28 need no session, and go to all servers', seen.size === 3, [...seen]);
}

async function eventsAreNotHeldBack(session) {
  const came = [];
  await session.listen((message) => came.push(message.method));
  await session.call('grant-network-permission', { component_id: id, details: { host: 'stream.example.com' } });
  await session.call('load-component', { path: source });
  await until('an event on the stream', () => came.length > 0);
  check('an event comes through at once on a stream that stays open', came.includes('notifications/tools/list_changed'), came);
  const began = Date.now();
  const chunks = [];
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', 'mcp-session-id': session.id, 'mcp-protocol-version': '2025-11-25' },
    body: JSON.stringify({ jsonrpc: '2.0', id: 77, method: 'tools/call', params: { name: tool('sleep'), arguments: { ms: 5000 } } }),
  });
  for await (const _ of answer.body) chunks.push(Date.now() - began);
  check('a long call says that it lives before it answers', chunks.length > 1 && chunks[0] < chunks.at(-1) - 1000, chunks);
}

async function stateIsWhereItsFolderIs(sessions) {
  const heard = { b: [], c: [] };
  for (const name of ['b', 'c']) await sessions[name].listen((message) => heard[name].push(message.method));
  const details = { host: 'granted.example.com' };
  await sessions.a.call('grant-network-permission', { component_id: id, details });
  const policy = async (name) => (await sessions[name].call('get-policy', { component_id: id })).includes('granted.example.com');
  check('a grant given through one server holds in one with the same folder', await policy('b'), await sessions.b.call('get-policy', { component_id: id }));
  check('... and not in one with a folder of its own', !(await policy('c')));
  const extra = at('extra.wasm');
  copyFileSync(at('tools.wasm'), extra);
  await sessions.a.call('load-component', { path: extra });
  await until('a component that one server has loaded is in the other', async () => (await sessions.b.tools()).includes('extra_add'));
  await until('its clients are told', () => heard.b.includes('notifications/tools/list_changed'));
  check('a component loaded through one server is offered by one with the same folder, whose clients are told', (await sessions.b.call('extra_add', { a: 2, b: 3 })) === '5');
  check('... and not by one with a folder of its own', !(await sessions.c.tools()).includes('extra_add') && heard.c.length === 0, heard);
}

async function oneIsKilled(sessions) {
  const cut = sessions.b.call(tool('sleep'), { ms: 20_000 }).then(() => 'answered', (e) => String(e));
  const others = [sessions.a, sessions.c].map((session) => session.call(tool('sleep'), { ms: 3000 }));
  await pause(1000);
  replicas.b.kill('SIGKILL');
  await replicas.b.ended;
  check('the call that ran in a killed server fails', (await cut) !== 'answered', await cut);
  check('calls in the others go on', (await Promise.all(others)).every((text) => !/Error/.test(text)), await Promise.all(others));
  check('the sessions of the others go on', (await statusOf(sessions.a)) === 200 && (await statusOf(sessions.c)) === 200);
  check('those of the dead one are answered 404', (await statusOf(sessions.b)) === 404, await statusOf(sessions.b));
  const again = [];
  for (let i = 0; i < 6; i++) {
    const session = new Session(url);
    await session.begin();
    again.push(session.id[0], await session.call(tool('add'), { a: i, b: i }));
    session.close();
  }
  check('a client that begins again is served by another, at its first try', again.every((each, i) => (i % 2 ? each === `${i - 1}` : each !== 'b')), again);
  sessions.b.close();
  await startReplica('b');
  sessions.b = await sessionAt('b');
  check('the server that comes back gets new sessions', (await statusOf(sessions.b)) === 200);
}

async function allAreReplaced(sessions) {
  for (const name of NAMES) {
    const session = sessions[name];
    const elsewhere = sessions[NAMES.find((each) => each !== name)];
    const long = session.call(tool('sleep'), { ms: 6000 });
    await pause(2000);
    const old = replicas[name];
    old.kill('SIGTERM');
    await until(`${name} takes no more requests`, async () => (await statusOf(session)) === 404);
    check(`while ${name} ends, others are served`, (await statusOf(elsewhere)) === 200);
    const text = await long.catch(String);
    check(`${name} ends after the call that it runs has been answered`, !/Error/.test(text), text);
    await old.ended;
    session.close();
    await startReplica(name);
    sessions[name] = await sessionAt(name);
  }
  const policy = await sessions.a.call('get-policy', { component_id: id });
  check('after a restart permissions are those of the manifest', policy.includes('api.example.com') && !policy.includes('granted.example.com'), policy);
}

try {
  await startRegistry();
  // The first two share a folder, but load at the same time all the same.
  await Promise.all(NAMES.map(startReplica));
  await startNginx();
  const sessions = {};
  for (const name of NAMES) sessions[name] = await sessionAt(name);
  id = JSON.parse(await sessions.a.call('list-components')).components[0].id;
  await sessionsStick(sessions);
  await statelessGoesAnywhere();
  await eventsAreNotHeldBack(sessions.a);
  await stateIsWhereItsFolderIs(sessions);
  await oneIsKilled(sessions);
  await allAreReplaced(sessions);
} catch (e) {
  check(e.message, false, ['a', 'b', 'c', 'nginx'].map((name) => { try { return readFileSync(at(`${name}.log`), 'utf8').slice(-600); } catch { return ''; } }));
} finally {
  open.forEach((session) => session.close());
  for (const child of running) child.kill('SIGTERM');
  const late = setTimeout(() => { for (const child of running) child.kill('SIGKILL'); }, 20_000);
  await Promise.all([...running].map((child) => child.ended));
  clearTimeout(late);
  rmSync(scratch, { recursive: true, force: true });
}
console.log(failures ? `${failures} checks failed` : 'all checks passed');
process.exitCode = failures ? 1 : 0;
