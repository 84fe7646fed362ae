// Lists the tools and calls one with the command line of the official MCP Inspector, over each transport. Exit status 1
// where an answer is not the right one. Its arguments go to the server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '../..');
const wassette = join(root, 'wassette');
const component = join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm');
const options = process.argv.slice(2);

let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${found}`);
}

// The Inspector needs a Node that is newer than the one that runs this.
async function inspector(...args) {
  const node = join(here, 'node_modules/.bin/node');
  const program = join(here, 'node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js');
  const child = spawn(node, [program, '--cli', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (part) => { said += part; });
  child.stderr.on('data', (part) => { said += part; });
  const [status] = await once(child, 'close');
  return `${said}\nexit status ${status}`;
}

async function inspect(name, target, called) {
  const listed = await inspector(...target, '--method', 'tools/list');
  check(`${name}: lists`, /"name": ?"load-component"/.test(listed) && listed.endsWith('exit status 0'), listed);
  const answer = await inspector(...target, '--method', 'tools/call', ...called.args);
  check(`${name}: calls`, called.matches.test(answer) && answer.endsWith('exit status 0'), answer);
}

async function overHttp(transport) {
  const server = spawn(wassette, ['serve', `--${transport}`, '--bind-address', '127.0.0.1:0', ...options],
    { env, stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    for await (const line of createInterface({ input: server.stderr })) {
      const [, url] = /listening on (http:\S+)/.exec(line) ?? [];
      if (!url) continue;
      server.stderr.resume();
      const target = [url, '--transport', transport];
      await inspect(transport, target, load);
      await inspect(`${transport}, a component`, target, {
        args: ['--tool-name', 'add', '--tool-arg', 'a=2', '--tool-arg', 'b=3'], matches: /"text": ?"5"/,
      });
      return;
    }
    check(`${transport}: starts`, false, 'the server has ended');
  } finally {
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    await ended;
  }
}

const home = mkdtempSync(join(tmpdir(), 'wassette-'));
const env = { ...process.env, XDG_DATA_HOME: home, XDG_CONFIG_HOME: home, XDG_CACHE_HOME: home, XDG_STATE_HOME: home };
const load = { args: ['--tool-name', 'load-component', '--tool-arg', `path=${component}`], matches: /component (re)?loaded successfully/ };
try {
  await inspect('stdio', [wassette, 'serve', '--stdio', ...options], load);
  await overHttp('http');
  await overHttp('sse');
} finally {
  rmSync(home, { recursive: true, force: true });
}
console.log(failures ? `${failures} checks failed` : 'the Inspector agrees');
process.exitCode = failures ? 1 : 0;
