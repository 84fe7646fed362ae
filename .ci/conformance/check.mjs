// Starts ./wassette over HTTP, loads the component with the tools that the official MCP conformance suite calls, and runs
// the suite for both eras. Exit status 1 where anything fails that expected-failures-*.yml does not name, and where
// something passes that they do name. Its arguments go to the server.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const REVISIONS = ['2025-11-25', '2026-07-28'];

async function address(server) {
  for await (const line of createInterface({ input: server.stderr })) {
    const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
    if (url) return url;
    console.log(line);
  }
  throw new Error('the server has ended');
}

async function load(url) {
  const meta = {
    'io.modelcontextprotocol/protocolVersion': '2026-07-28',
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const path = join(root, 'examples/conformance-js/build/conformance-js.wasm');
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'load-component',
    },
    body: JSON.stringify({
      jsonrpc: '2.0', id: 1, method: 'tools/call',
      params: { name: 'load-component', arguments: { path }, _meta: meta },
    }),
  });
  const text = await answer.text();
  if (!text.includes('loaded successfully')) throw new Error(text);
}

// The suite needs a Node that is newer than the one that runs this.
function conformance(url, revision) {
  console.log(`\n=== ${revision}`);
  const results = mkdtempSync(join(tmpdir(), 'conformance-'));
  const { status } = spawnSync(join(here, 'node_modules/.bin/node'), [
    join(here, 'node_modules/@modelcontextprotocol/conformance/dist/index.js'), 'server', '--url', url,
    '--requirements', revision, '--expected-failures', join(here, `expected-failures-${revision}.yml`), '-o', results,
  ], { stdio: 'inherit' });
  rmSync(results, { recursive: true, force: true });
  return status === 0;
}

const home = mkdtempSync(join(tmpdir(), 'wassette-'));
const server = spawn(join(root, 'wassette'),
  ['serve', '--http', '--bind-address', '127.0.0.1:0', ...process.argv.slice(2)],
  {
    env: { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
let passed = false;
try {
  const url = await address(server);
  server.stderr.resume();
  await load(url);
  passed = REVISIONS.map((revision) => conformance(url, revision)).every(Boolean);
} finally {
  const ended = once(server, 'exit');
  server.kill('SIGTERM');
  await ended;
  rmSync(home, { recursive: true, force: true });
}
console.log(passed ? 'conformance as expected' : 'conformance is not as expected');
process.exitCode = passed ? 0 : 1;
