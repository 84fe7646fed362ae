// Uses the page for people in a browser: the door, forms, denials, grants, what happens live, the keyboard alone, the rules of
// accessibility, and texts that would like to be markup. Exit status 1 where something is not as it should be.
// CHROMIUM and WASSETTE name other programs than the usual ones; SCREENSHOTS a folder to leave pictures in.
import { chromium } from 'playwright-core';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.WASSETTE ?? join(root, 'wassette');
const components = join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components');
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE_MS = 120_000;
const HOSTILE = `<img src=x onerror="document.title='broken in'"><script>document.title='broken in'</script>`;

const home = mkdtempSync(join(tmpdir(), 'wassette-ui-'));
const environment = { ...process.env, WASSETTE_RUNTIME: 'chicory' };
for (const kind of ['CONFIG', 'DATA', 'CACHE', 'STATE']) environment[`XDG_${kind}_HOME`] = join(home, kind.toLowerCase());

let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${JSON.stringify(found)}`);
}

function wassette(...args) {
  return execFileSync(program, args, { env: environment, cwd: home, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

function furnish() {
  mkdirSync(join(home, 'wit'));
  writeFileSync(join(home, 'wit', 'world.wit'), `package test:tools;\n\nworld tools {\n  /// Adds. ${HOSTILE}\n`
    + '  export add: func(a: u32, b: u32) -> u32;\n  export echo: func(text: string) -> string;\n}\n');
  wassette('docs', 'inject', join(components, 'tools.wasm'), '--wit-dir', 'wit', '--out', join(home, 'tools.wasm'));
  wassette('component', 'load', join(home, 'tools.wasm'));
  wassette('component', 'load', join(components, 'variables.wasm'));
  wassette('permission', 'grant', 'storage', 'variables', 'fs:///srv/<b>bold</b>/**', '--access', 'read');
}

async function serve() {
  const server = spawn(program, ['serve', '--http', '--ui', '--bind-address', '127.0.0.1:0', '--env', 'GREETING=hello'],
    { env: environment, cwd: home, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  server.stdout.on('data', (data) => said.push(`stdout: ${data}`));
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`no address:\n${said.join('\n')}`)), PATIENCE_MS);
    createInterface(server.stderr).on('line', (line) => {
      said.push(line);
      const found = line.match(/http:\S+\/ui#token=\S+/);
      if (found) {
        clearTimeout(timer);
        resolve(found[0]);
      }
    });
  });
  return { server, said, address, base: address.split('/ui')[0], token: address.split('token=')[1] };
}

/** What no browser would send. */
function ask(base, method, path, headers, body = '') {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(base);
    const asked = request({ hostname, port, method, path, headers: { 'Content-Length': Buffer.byteLength(body), ...headers } }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (part) => { text += part; })
        .on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

async function accessible(page, name) {
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    check(`${name} (${colorScheme}): nothing against the rules of accessibility`, violations.length === 0,
      violations.map((each) => [each.id, each.nodes.map((node) => node.html.slice(0, 120) + ' ' + node.failureSummary)]));
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

async function picture(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`), fullPage: true });
}

/** Presses Tab until something is reached. */
async function tabTo(page, selector) {
  for (let i = 0; i < 80; i++) {
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return true;
    await page.keyboard.press('Tab');
  }
  return false;
}

async function call(page, tool, values) {
  const form = page.locator('details', { has: page.locator(`summary h3:text-is("${tool}")`) });
  if (await form.getAttribute('open') === null) await form.locator('summary').click();
  for (const [label, value] of Object.entries(values)) await form.getByLabel(label, { exact: true }).fill(value);
  await form.locator('button', { hasText: 'Call' }).click();
  await page.locator('.result').waitFor({ timeout: PATIENCE_MS });
  return page.locator('.result').innerText();
}

async function throughTheDoor(page, { base, address, token }) {
  const closed = await page.goto(`${base}/ui`);
  check('without a token: refused', closed.status() === 401 && !(await page.content()).includes('variables'), closed.status());
  check('the page forbids scripts of others', closed.headers()['content-security-policy']?.includes("default-src 'none'"), closed.headers());
  await accessible(page, 'the door');
  await page.getByLabel('Token').fill('wrong');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  check('with a wrong token: refused', (await page.content()).includes('not the token'), await page.content());
  await page.goto('about:blank');
  await page.goto(address);
  await page.getByRole('heading', { name: 'Components' }).waitFor();
  check('with the token: inside, and the address has it no more', page.url() === `${base}/ui`, page.url());
  const cookies = await page.context().cookies();
  check('the proof is out of reach of scripts and other sites', cookies.length === 1 && cookies[0].httpOnly
    && cookies[0].sameSite === 'Strict' && cookies[0].value !== token && await page.evaluate(() => document.cookie) === '', cookies);
  return `${cookies[0].name}=${cookies[0].value}`;
}

async function strangers({ base }, cookie, key) {
  const host = new URL(base).host;
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: cookie };
  const grant = `key=${encodeURIComponent(key)}&kind=network&host=evil.example`;
  const path = '/ui/components/variables/grant';
  const cases = {
    'another origin': [403, 'POST', path, { ...form, Origin: 'http://evil.example' }, grant],
    'another port of this machine': [403, 'POST', path, { ...form, Origin: 'http://127.0.0.1:1' }, grant],
    'no origin': [403, 'POST', path, form, grant],
    'the origin of nobody': [403, 'POST', path, { ...form, Origin: 'null' }, grant],
    'a form that is not ours': [403, 'POST', path, { ...form, Origin: `http://${host}` }, 'key=x&kind=network&host=evil.example'],
    'no cookie': [401, 'POST', path, { ...form, Cookie: '', Origin: `http://${host}` }, grant],
    'another host': [403, 'GET', '/ui', { Cookie: cookie, Host: 'evil.example' }],
    'another method': [405, 'PUT', '/ui', { Cookie: cookie }],
    'events without a cookie': [401, 'GET', '/ui/events', {}],
    'a page that is not there': [404, 'GET', '/ui/components/nothing', { Cookie: cookie }],
    'a form without end': [413, 'POST', path, { ...form, Origin: `http://${host}` }, 'x'.repeat((1 << 20) + 1)],
  };
  for (const [name, [status, method, where, headers, body]] of Object.entries(cases)) {
    const answer = await ask(base, method, where, headers, body);
    check(`strangers: ${name}`, answer.status === status && !answer.text.includes('evil.example'), answer);
  }
  check('strangers changed nothing', !wassette('policy', 'get', 'variables').includes('evil.example'), 'evil.example');
}

async function work(context, page, base) {
  const watching = await context.newPage();
  await watching.goto(`${base}/ui`);
  const seen = (event, what) => watching.locator(`#events tr.event-${event}`, { hasText: what }).first().waitFor({ timeout: PATIENCE_MS })
    .then(() => true, () => false);

  await page.goto(`${base}/ui/components/tools`);
  check('a call', (await call(page, 'add', { a: '2', b: '3' })).includes('5'), await page.locator('.result').innerText());
  check('what it was called with is still there', await page.getByLabel('a', { exact: true }).inputValue() === '2', 'another value');
  check('a call with wrong arguments says which', (await call(page, 'add', { a: 'two', b: '3' })).includes('$.a'), await page.locator('.result').innerText());
  check('a call of others is seen live', await seen('call', 'add'), await watching.locator('#events').innerText());

  await page.goto(`${base}/ui/components/variables`);
  const denied = await call(page, 'setting', { key: 'GREETING' });
  check('a denial', denied.includes('Denied') && denied.includes("'GREETING'"), denied);
  check('a denial is seen live', await seen('denied', 'GREETING'), await watching.locator('#events').innerText());
  check('news are read out', /new, \d+ denied/.test(await watching.locator('#news').textContent()), await watching.locator('#news').textContent());
  await picture(page, 'denied');
  await accessible(page, 'a component with a result');

  await page.getByRole('button', { name: 'Grant this' }).click();
  await page.locator('.message.well').waitFor();
  check('a grant', (await page.locator('.permissions').innerText()).includes('GREETING'), await page.locator('main').innerText());
  check('a grant is seen live', await seen('grant', 'GREETING'), await watching.locator('#events').innerText());
  const allowed = await call(page, 'setting', { key: 'GREETING' });
  check('what was granted is allowed', allowed.includes('hello') && !allowed.includes('Denied'), allowed);

  await page.getByRole('button', { name: 'Revoke GREETING' }).click();
  await page.locator('.message.well').waitFor();
  check('what was revoked is denied', (await call(page, 'setting', { key: 'GREETING' })).includes('Denied'), await page.locator('main').innerText());

  await page.getByLabel('Host').fill('api.example.com');
  await page.getByRole('button', { name: /let it reach a host/ }).click();
  await page.locator('.message.well').waitFor();
  await page.getByLabel('Place').fill('/no/uri');
  await page.getByRole('button', { name: /let it use files/ }).click();
  await page.getByRole('alert').waitFor();
  check('a grant that cannot be says why', (await page.getByRole('alert').innerText()).includes('fs:///no/uri'), await page.locator('main').innerText());
  check('the policy is what the page says', /"host": "api.example.com"/.test(wassette('policy', 'get', 'variables')), wassette('policy', 'get', 'variables'));
  await watching.close();
}

async function hostile(page, base) {
  await page.goto(`${base}/ui/components/tools`);
  const answer = await call(page, 'echo', { text: `${HOSTILE}\u202e` });
  check('an answer is text', answer.includes(HOSTILE) && answer.includes('\\u{202e}'), answer);
  await page.locator('summary', { hasText: 'add' }).click();
  check('a description is text', (await page.locator('main').innerText()).includes(HOSTILE), await page.locator('main').innerText());
  await page.goto(`${base}/ui/components/variables`);
  check('a policy is text', (await page.locator('.permissions').innerText()).includes('<b>bold</b>'), await page.locator('.permissions').innerText());
  check('a denied name is text', (await call(page, 'setting', { key: HOSTILE })).includes('onerror='), await page.locator('main').innerText());
  await page.waitForFunction(() => document.querySelector('#events').innerText.includes('onerror='), null, { timeout: PATIENCE_MS });
  check('nothing became markup', await page.locator('main img, main script, main b').count() === 0 && !(await page.title()).includes('broken'),
    await page.locator('main').innerHTML());
}

async function byKeyboard(page, base) {
  await page.goto(`${base}/ui`);
  await page.keyboard.press('Tab');
  check('keyboard: the first stop leads past the header', await page.evaluate(() => document.activeElement.matches('.skip')), 'elsewhere');
  check('keyboard: a component is reached', await tabTo(page, 'a[href="/ui/components/tools"]'), 'not reached');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'tools' , exact: true }).waitFor();
  check('keyboard: a tool is reached', await tabTo(page, 'summary'), 'not reached');
  await page.keyboard.press('Enter');
  check('keyboard: its fields are reached', await tabTo(page, 'details[open] input[type=text]'), 'not reached');
  await page.keyboard.type('20');
  await page.keyboard.press('Tab');
  await page.keyboard.type('22');
  check('keyboard: its button is reached', await tabTo(page, 'details[open] button'), 'not reached');
  await page.keyboard.press('Enter');
  await page.locator('.result').waitFor({ timeout: PATIENCE_MS });
  check('keyboard: the result has the focus', await page.evaluate(() => document.activeElement.matches('.result')
    && document.activeElement.innerText.includes('42')), await page.evaluate(() => document.activeElement.outerHTML));
}

async function withoutScript(browser, { base, token }) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${base}/ui`);
  await page.getByLabel('Token').fill(token);
  await page.getByRole('button', { name: 'Enter' }).click();
  await page.getByRole('link', { name: 'tools' }).click();
  check('without scripts: a call', (await call(page, 'add', { a: '1', b: '1' })).includes('2'), await page.locator('main').innerText());
  await page.getByRole('button', { name: 'Leave' }).click();
  check('after leaving: outside', (await page.goto(`${base}/ui/components/tools`)).status() === 401, page.url());
  await context.close();
}

async function onlyHere() {
  const everywhere = spawn(program, ['serve', '--http', '--ui', '--bind-address', '0.0.0.0:0'], { env: environment, cwd: home, stdio: 'ignore' });
  check('not for other machines', (await once(everywhere, 'exit'))[0] === 1, 'served');
  const plain = spawn(program, ['serve', '--ui'], { env: environment, cwd: home, stdio: 'ignore' });
  check('not without HTTP', (await once(plain, 'exit'))[0] === 2, 'served');
}

furnish();
const running = await serve();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync'],
});
try {
  const context = await browser.newContext();
  const elsewhere = [];
  await context.route('**', (route) => {
    if (!route.request().url().startsWith(`${running.base}/`)) elsewhere.push(route.request().url());
    return route.continue();
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  page.on('dialog', (dialog) => { check('no dialog', false, dialog.message()); dialog.dismiss(); });
  const cookie = await throughTheDoor(page, running);
  await accessible(page, 'the overview');
  await picture(page, 'overview');
  await page.goto(`${running.base}/ui/components/variables`);
  const key = await page.locator('input[name=key]').first().getAttribute('value');
  await strangers(running, cookie, key);
  await work(context, page, running.base);
  await hostile(page, running.base);
  await byKeyboard(page, running.base);
  await withoutScript(browser, running);
  check('the browser asked nobody else', elsewhere.length === 0, elsewhere);
  const trail = readFileSync(join(home, 'state', 'wassette', 'audit.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  check('the audit trail says who', ['call', 'denied', 'grant', 'revoke'].every((event) =>
    trail.some((line) => line.event === event && line.by === 'page at /ui')), trail.slice(-5));
  check('the token was printed once and nowhere else', running.said.filter((line) => line.includes(running.token)).length === 1
    && !JSON.stringify(trail).includes(running.token), running.said);
  await onlyHere();
} finally {
  await browser.close();
  running.server.kill();
  await once(running.server, 'exit');
  rmSync(home, { recursive: true, force: true });
}
console.log(failures === 0 ? 'The page is as it should be.' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
