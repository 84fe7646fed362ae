// Starts ./wassette as an MCP client does, over each transport, loads each example and makes the calls of its calls.json.
// Exit status 1 where an answer differs. Its arguments go to the server: `npm start -- --some-option`.
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const FIRST_CALL_MS = 300_000; // compiles 12 MB of WebAssembly

let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${JSON.stringify(found)}`);
}

function examples() {
  return readdirSync(join(root, 'examples'))
    .map((name) => ({ name, folder: join(root, 'examples', name) }))
    .filter(({ folder }) => existsSync(join(folder, 'calls.json')))
    .map(({ name, folder }) => ({
      name,
      wasm: [join(folder, 'build', `${name}.wasm`), join(folder, `${name}.wasm`)].find(existsSync),
      calls: JSON.parse(readFileSync(join(folder, 'calls.json'), 'utf8')),
    }));
}

async function tool(client, name, args) {
  return client.callTool({ name, arguments: args }, undefined, { timeout: FIRST_CALL_MS });
}

async function checkExample(client, { name, wasm, calls }) {
  const loaded = await tool(client, 'load-component', { path: `file://${wasm}` });
  check(`${name}: loads`, !loaded.isError, loaded);
  const { tools } = await client.listTools();
  for (const called of new Set(calls.map((call) => call.tool))) {
    const listed = tools.find((candidate) => [candidate.name, candidate.name.replaceAll('-', '_')].includes(called));
    check(`${name}: lists ${called} with a description`, listed?.description, tools.map((each) => each.name));
  }
  // What an example may do with its policy is tested where its hosts and directories have stand-ins (ExamplesTest).
  for (const call of calls.filter((each) => !each.granted)) {
    const answer = await tool(client, call.tool, call.arguments);
    const right = call.matches
      ? new RegExp(call.matches).test(answer.content[0].text)
      : isDeepStrictEqual(answer.structuredContent, call.structured);
    const isError = call.isError ?? call.structured?.result?.err !== undefined;
    check(`${name}: ${call.tool} ${JSON.stringify(call.arguments)}`, right && answer.isError === isError, answer);
  }
  // Examples may have tools of the same name.
  const unloaded = await tool(client, 'unload-component', { id: name });
  check(`${name}: is unloaded`, !unloaded.isError, unloaded);
}

// Starts a server over HTTP; the answer is the transport of a client, and how to end the server.
async function overHttp(flag, env, Transport) {
  const args = ['serve', flag, '--bind-address', '127.0.0.1:0', ...process.argv.slice(2)];
  const server = spawn(join(root, 'wassette'), args, { env, stdio: ['ignore', 'inherit', 'pipe'] });
  const end = async () => {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    const [status, signal] = await ended;
    check(`${flag}: ends when it is asked to`, status === 143 || signal === 'SIGTERM', { status, signal });
  };
  for await (const line of createInterface({ input: server.stderr })) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
    if (url) {
      server.stderr.resume();
      return { transport: new Transport(new URL(url)), end };
    }
  }
  throw new Error(`${flag}: the server has ended`);
}

function overStdio(env) {
  const args = ['serve', '--stdio', ...process.argv.slice(2)];
  return { transport: new StdioClientTransport({ command: join(root, 'wassette'), args, env }), end: async () => {} };
}

const home = mkdtempSync(join(tmpdir(), 'wassette-'));
const env = { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
const connections = {
  stdio: () => overStdio(env),
  http: () => overHttp('--http', env, StreamableHTTPClientTransport),
  sse: () => overHttp('--sse', env, SSEClientTransport),
};
try {
  for (const [name, connect] of Object.entries(connections)) {
    console.log(`== ${name}`);
    const client = new Client({ name: 'end-to-end', version: '1' });
    const began = performance.now();
    const { transport, end } = await connect();
    await client.connect(transport, { timeout: FIRST_CALL_MS });
    console.log(`${client.getServerVersion().name} answered initialize after ${Math.round(performance.now() - began)} ms`);
    for (const example of examples()) await checkExample(client, example);
    await client.close();
    await end();
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(failures ? `${failures} checks failed` : 'all checks passed');
process.exitCode = failures ? 1 : 0;
