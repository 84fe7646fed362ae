// Installs, upgrades, downgrades and removes the archives in bootstrap/target/dist as a person does, in homes that are empty.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'bootstrap/target/dist');
const work = mkdtempSync(join(tmpdir(), 'wassette install '));
const [, VERSION] = /wassette-([0-9.]+)-pure\.tar\.gz/.exec(readFileSync(join(dist, 'SHA256SUMS'), 'utf8'));
const PLAIN = `wassette-${VERSION}-linux-x86_64`;
const NEXT = '99.0.0';

after(() => rmSync(work, { recursive: true, force: true }));

function home() {
  return mkdtempSync(join(work, 'home '));
}

function environment(HOME, more) {
  return { PATH: process.env.PATH, ...(process.env.JAVA_HOME ? { JAVA_HOME: process.env.JAVA_HOME } : {}), HOME, ...more };
}

function install(HOME, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(join(root, 'install.sh'), args, { env: environment(HOME, env), encoding: 'utf8' });
  return { status, said: stdout + stderr };
}

function installed(HOME, args, env) {
  const { status, said } = install(HOME, args, env);
  assert.equal(status, 0, said);
  return said;
}

function refused(HOME, args, words, env) {
  const { status, said } = install(HOME, args, env);
  assert.equal(status, 1, said);
  assert.match(said, words);
}

function version(HOME, env = {}) {
  const { status, stdout, stderr } = spawnSync(join(HOME, '.local/bin/wassette'), ['--version'],
    { env: environment(HOME, { WASSETTE_START_CACHE: 'off', ...env }), encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return /^wassette (\S+) /.exec(stdout)[1];
}

function programs(HOME) {
  return readdirSync(join(HOME, '.local/lib/wassette'));
}

// A folder with one archive and its digest, of a program that does nothing but say its version.
function release(its = NEXT, script = `echo "wassette ${its} of a test"`) {
  const folder = mkdtempSync(join(work, 'release '));
  const name = `wassette-${its}-linux-x86_64`;
  const unpacked = join(folder, name);
  cpSync(plain(), unpacked, { recursive: true });
  rmSync(join(unpacked, 'lib'), { recursive: true });
  writeFileSync(join(unpacked, 'bin/wassette'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  spawnSync('tar', ['-czf', `${name}.tar.gz`, name], { cwd: folder });
  rmSync(unpacked, { recursive: true });
  sums(folder);
  return folder;
}

function sums(folder) {
  const lines = readdirSync(folder).filter((name) => name.endsWith('.tar.gz'))
    .map((name) => `${createHash('sha256').update(readFileSync(join(folder, name))).digest('hex')}  ${name}\n`);
  writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
}

let unpackedPlain;
function plain() {
  if (!unpackedPlain) {
    spawnSync('tar', ['-xzf', join(dist, `${PLAIN}.tar.gz`), '-C', work]);
    unpackedPlain = join(work, PLAIN);
  }
  return unpackedPlain;
}

test('the archive with a Java needs none, and starts from the cache that came with it', () => {
  const HOME = home();
  const said = installed(HOME, ['--from', dist], { PATH: '/usr/bin:/bin', JAVA_HOME: '/nowhere' });
  assert.match(said, /with-java from/);
  assert.match(said, /not on your PATH/);
  assert.equal(version(HOME), VERSION);
  const { stdout } = spawnSync(join(HOME, '.local/bin/wassette'), ['--version'],
    { env: environment(HOME, { WASSETTE_JAVA_OPTS: '-XX:AOTMode=on' }), encoding: 'utf8' });
  assert.match(stdout, /^wassette /);
  for (const file of ['man/man1/wassette.1', 'bash-completion/completions/wassette', 'zsh/site-functions/_wassette', 'fish/vendor_completions.d/wassette.fish']) {
    assert.match(readFileSync(join(HOME, '.local/share', file), 'utf8'), /wassette/, file);
  }
});

test('without a Java the plain archive says so, and what was there before stays', () => {
  const HOME = home();
  installed(HOME, ['--from', release('1.0.0'), '--variant', 'plain']);
  const broken = release('2.0.0', 'echo "wassette: no Java 25 found" >&2; exit 1');
  refused(HOME, ['--from', broken], /no Java 25 found[\s\S]*does not run here[\s\S]*Nothing was changed/);
  assert.equal(version(HOME), '1.0.0');
  assert.equal(programs(HOME).length, 1);
});

test('upgrades, downgrades, keeps one version behind, and says which versions there are', () => {
  const HOME = home();
  installed(HOME, ['--from', dist, '--variant', 'plain']);
  assert.equal(version(HOME), VERSION);
  const cache = join(realpathSync(join(HOME, '.local/bin/wassette')), '../../cache/cache');
  assert.ok(existsSync(cache), 'the cache of linked classes is made');
  const both = release();
  installed(HOME, ['--from', both]);
  assert.equal(version(HOME), NEXT);
  assert.equal(programs(HOME).length, 2);
  installed(HOME, ['--from', dist, '--version', `v${VERSION}`, '--variant', 'pure']);
  assert.equal(version(HOME), VERSION);
  assert.deepEqual(programs(HOME).map((name) => name.replace(/-[0-9a-f]{12}$/, '')).sort(), [`wassette-${NEXT}-linux-x86_64`, `wassette-${VERSION}-pure`].sort());
  cpSync(join(dist, `${PLAIN}.tar.gz`), join(both, `${PLAIN}.tar.gz`));
  sums(both);
  refused(HOME, ['--from', both], new RegExp(`several versions.*--version: .*${NEXT}`));
  refused(HOME, ['--from', both, '--version', '3.0.0'], /no archive of version 3\.0\.0/);
});

test('installs over HTTP, and the same again', async () => {
  const folder = release();
  const server = createServer((request, response) => {
    const file = join(folder, request.url.replace('/download/', ''));
    if (!existsSync(file)) response.statusCode = 404;
    response.end(existsSync(file) ? readFileSync(file) : '');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const HOME = home();
  for (let i = 0; i < 2; i++) {
    const child = spawn(join(root, 'install.sh'), ['--from', `http://127.0.0.1:${server.address().port}/download/`], { env: environment(HOME), stdio: 'inherit' });
    assert.deepEqual(await once(child, 'exit'), [0, null]);
    assert.equal(version(HOME), NEXT);
    assert.equal(programs(HOME).length, 1);
  }
  server.close();
});

test('refuses an archive that is not what was published', () => {
  const HOME = home();
  installed(HOME, ['--from', release('1.0.0')]);
  const before = readlinkSync(join(HOME, '.local/bin/wassette'));
  const changed = release();
  appendFileSync(join(changed, `wassette-${NEXT}-linux-x86_64.tar.gz`), 'x');
  refused(HOME, ['--from', changed], /digest differs/);
  const torn = release();
  writeFileSync(join(torn, `wassette-${NEXT}-linux-x86_64.tar.gz`), readFileSync(join(torn, `wassette-${NEXT}-linux-x86_64.tar.gz`)).subarray(0, 2000));
  sums(torn);
  refused(HOME, ['--from', torn], /Nothing was changed/);
  const other = release();
  const names = readdirSync(other).filter((name) => name.endsWith('.gz'));
  cpSync(join(other, names[0]), join(other, 'wassette-3.0.0-linux-x86_64.tar.gz'));
  sums(other);
  refused(HOME, ['--from', other, '--version', '3.0.0'], /outside its folder/);
  refused(HOME, ['--from', join(work, 'nothing')], /there is no folder/);
  refused(HOME, [], /say with --from/);
  assert.equal(readlinkSync(join(HOME, '.local/bin/wassette')), before);
  assert.equal(version(HOME), '1.0.0');
  assert.deepEqual(programs(HOME).filter((name) => name.startsWith('.new')), []);
});

test('takes the place of nothing that it did not install', () => {
  const HOME = home();
  mkdirSync(join(HOME, '.local/bin'), { recursive: true });
  writeFileSync(join(HOME, '.local/bin/wassette'), 'of somebody else');
  refused(HOME, ['--from', release()], /not of this installer/);
  assert.equal(readFileSync(join(HOME, '.local/bin/wassette'), 'utf8'), 'of somebody else');
});

test('killed at any moment it leaves the version before working, and the next run cleans up', async () => {
  const HOME = home();
  installed(HOME, ['--from', release('1.0.0')]);
  const next = release();
  for (let pause = 0; pause < 400; pause += 40) {
    const child = spawn(join(root, 'install.sh'), ['--from', next], { env: environment(HOME), stdio: 'ignore', detached: true });
    const ended = once(child, 'exit');
    await new Promise((resolve) => setTimeout(resolve, pause));
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // it was ready before
    }
    await ended;
    assert.ok(['1.0.0', NEXT].includes(version(HOME)));
  }
  installed(HOME, ['--from', next]);
  assert.equal(version(HOME), NEXT);
  assert.deepEqual(programs(HOME).filter((name) => !name.startsWith('wassette-')), []);
});

test('uninstalls, keeps what is the user\'s, and removes that only when asked', () => {
  const HOME = home();
  installed(HOME, ['--from', release()]);
  for (const folder of ['.local/share', '.config', '.local/state', '.cache']) {
    mkdirSync(join(HOME, folder, 'wassette'), { recursive: true });
    writeFileSync(join(HOME, folder, 'wassette/mine'), '');
  }
  writeFileSync(join(HOME, '.local/bin/other'), '');
  assert.match(installed(HOME, ['--uninstall']), /Kept .*\.config\/wassette/);
  assert.ok(!existsSync(join(HOME, '.local/lib/wassette')));
  assert.deepEqual(readdirSync(join(HOME, '.local/bin')), ['other']);
  assert.deepEqual(readdirSync(join(HOME, '.local/share/man/man1')), []);
  assert.ok(existsSync(join(HOME, '.local/share/wassette/mine')));
  installed(HOME, ['--uninstall', '--purge']);
  for (const folder of ['.local/share', '.config', '.local/state', '.cache']) {
    assert.ok(!existsSync(join(HOME, folder, 'wassette')), folder);
  }
  refused(HOME, ['--purge'], /--purge goes with --uninstall/);
});
