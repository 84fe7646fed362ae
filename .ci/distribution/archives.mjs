// Looks into the archives in bootstrap/target/dist, starts what can start here, and builds them a second time elsewhere.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dist = join(root, 'bootstrap/target/dist');
const component = join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm');
const work = mkdtempSync(join(tmpdir(), 'wassette archives '));
chmodSync(work, 0o755);
const sums = new Map(readFileSync(join(dist, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  ').reverse()));
const [, VERSION] = /wassette-([0-9.]+)-pure\.tar\.gz/.exec([...sums.keys()].join('\n'));
const PLATFORMS = ['linux-x86_64', 'linux-aarch64', 'macos-x86_64', 'macos-aarch64', 'windows-x86_64'];
const HERE = ['linux-x86_64', 'linux-x86_64-with-java', 'pure'];

after(() => rmSync(work, { recursive: true, force: true }));
// What a test has found is printed when nothing runs.
afterEach(() => new Promise((resolve) => setTimeout(resolve, 50)));

function run(program, args, options = {}) {
  return spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 28, ...options });
}

function right(program, args, options) {
  const { status, stdout, stderr, error } = run(program, args, options);
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${stderr}${error ?? ''}`);
  return stdout;
}

function digest(file) {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function unpack(kind, into = mkdtempSync(join(work, 'unpacked '))) {
  right('tar', ['-xzf', join(dist, `wassette-${VERSION}-${kind}.tar.gz`), '-C', into]);
  chmodSync(into, 0o755);
  return join(into, `wassette-${VERSION}-${kind}`);
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

function home() {
  return mkdtempSync(join(work, 'home '));
}

function environment(HOME, more) {
  const { PATH, JAVA_HOME } = process.env;
  return { PATH, HOME, ...(JAVA_HOME ? { JAVA_HOME } : {}), ...more };
}

test('the checksums are those of the archives, and there is one for each platform', () => {
  assert.deepEqual([...sums.keys()].sort(), readdirSync(dist).filter((name) => name !== 'SHA256SUMS').sort());
  for (const [name, sum] of sums) assert.equal(digest(join(dist, name)), sum, name);
  for (const kind of [...PLATFORMS, 'pure']) {
    for (const form of ['tar.gz', 'zip']) assert.ok(sums.has(`wassette-${VERSION}-${kind}.${form}`), `${kind}.${form}`);
  }
});

test('an archive has the native library of its platform only, and the pure one has none', () => {
  for (const kind of [...PLATFORMS, 'pure']) {
    const folder = unpack(kind);
    const natives = readdirSync(join(folder, 'lib'))
      .flatMap((jar) => right('unzip', ['-Z1', join(folder, 'lib', jar)]).split('\n'))
      .filter((name) => /\.(so|dll|dylib|jnilib)$/.test(name));
    assert.equal(natives.length, kind === 'pure' ? 0 : 1, `${kind}: ${natives}`);
    if (kind !== 'pure') assert.match(natives[0], new RegExp(kind.replace('-', '_')));
    for (const file of ['LICENSE', 'README.md', 'share/man/man1/wassette.1']) assert.ok(existsSync(join(folder, file)), file);
    assert.equal(existsSync(join(folder, 'bin/wassette')), !kind.startsWith('windows'));
    assert.equal(existsSync(join(folder, 'bin/wassette.bat')), kind.startsWith('windows') || kind === 'pure');
  }
});

test('.tar.gz and .zip hold the same, permissions included', () => {
  for (const kind of ['linux-x86_64', 'pure']) {
    const tar = unpack(kind);
    const zip = mkdtempSync(join(work, 'zip '));
    right('unzip', ['-q', join(dist, `wassette-${VERSION}-${kind}.zip`), '-d', zip]);
    const other = join(zip, `wassette-${VERSION}-${kind}`);
    assert.deepEqual(files(tar), files(other));
    for (const file of files(tar)) {
      assert.equal(digest(join(tar, file)), digest(join(other, file)), file);
      assert.equal(statSync(join(tar, file)).mode, statSync(join(other, file)).mode, file);
    }
    assert.equal(statSync(join(tar, 'bin/wassette')).mode & 0o777, 0o755);
  }
});

test('what is in an archive is in the list of parts', () => {
  const parts = JSON.parse(readFileSync(join(dist, `wassette-${VERSION}.cdx.json`), 'utf8'));
  const listed = new Set(parts.components.map((part) => `${part.name}-${part.version}.jar`));
  listed.add(`bootstrap-${VERSION}.jar`);
  assert.deepEqual(readdirSync(join(unpack('linux-x86_64'), 'lib')).filter((jar) => !listed.has(jar)), []);
  assert.equal(parts.bomFormat, 'CycloneDX');
});

// A Java that prints how it was started.
function fakeJava() {
  const java = mkdtempSync(join(work, 'java '));
  mkdirSync(join(java, 'bin'));
  writeFileSync(join(java, 'release'), 'JAVA_VERSION="25.0.1"\n');
  for (const name of ['java', 'javac']) {
    writeFileSync(join(java, 'bin', name), '#!/bin/sh\nprintf "%s\\n" "$WASMTIME_JNI_LOAD_DISABLED $MALLOC_ARENA_MAX" "$@"\n', { mode: 0o755 });
  }
  return java;
}

// The launcher of the source tree, where it has nothing to build.
function sourceTree() {
  const tree = realpathSync(mkdtempSync(join(work, 'tree ')));
  cpSync(join(root, 'wassette'), join(tree, 'wassette'));
  mkdirSync(join(tree, '.build/app/lib'), { recursive: true });
  writeFileSync(join(tree, '.build/current'), `app\n${tree}\n`);
  return tree;
}

// Without what tells where the program lies.
function options(launcher, args) {
  return right(launcher, args, { env: environment(home(), { JAVA_HOME: fakeJava(), WASSETTE_START_CACHE: 'off', WASSETTE_JAVA_OPTS: '-Dmine=1' }) })
    .split('\n').filter((line) => !/^-XX:AOTCache=/.test(line)).map((line) => line.replace(/^(--module-path|-Ddev\.wassette[a-z.]*)=.*/, '$1'));
}

test('the launchers of the source tree and of the archives start the JVM alike', () => {
  const source = options(join(sourceTree(), 'wassette'), ['serve', 'a b']);
  assert.ok(source.length > 10 && source.includes('a b'), source.join(' '));
  assert.deepEqual(options(join(unpack('linux-x86_64'), 'bin/wassette'), ['serve', 'a b']), source);
  const native = /^--enable-native-access=/;
  const pure = options(join(unpack('pure'), 'bin/wassette'), ['serve', 'a b']);
  assert.deepEqual(pure.filter((line) => !native.test(line)), source.filter((line) => !native.test(line)));
  assert.ok(pure.includes('--enable-native-access=dev.wassette.wasi'));
  const batch = readFileSync(join(unpack('windows-x86_64'), 'bin/wassette.bat'), 'utf8');
  for (const option of source.slice(1).filter((line) => /^-(X|D|-enable)/.test(line) && line !== '-Dmine=1' && line.includes('='))) {
    assert.ok(batch.includes(option), option);
  }
  assert.ok(!/[^\r]\n|@[A-Z_]+@/.test(batch));
});

test('each archive of this platform runs, from a folder that nobody may write to', () => {
  for (const kind of HERE) {
    const folder = unpack(kind);
    right('chmod', ['-R', 'a-w', folder]);
    const HOME = home();
    // As root, nothing is read-only.
    const user = process.getuid() === 0 ? { uid: 65534, gid: 65534 } : {};
    cpSync(component, join(HOME, 'tools.wasm'));
    right('chmod', ['-R', 'a+rwX', HOME]);
    const env = environment(HOME, kind.endsWith('with-java') ? { PATH: '/usr/bin:/bin', JAVA_HOME: '/nowhere' } : {});
    for (const folder of ['DATA', 'CONFIG', 'STATE', 'CACHE']) env[`XDG_${folder}_HOME`] = join(HOME, folder);
    const wassette = (...args) => right(join(folder, 'bin/wassette'), args, { env, ...user });
    wassette('component', 'load', join(HOME, 'tools.wasm'));
    assert.equal(wassette('tool', 'invoke', 'add', '--args', '{"a":2,"b":3}').trim(), '5', kind);
    const engine = kind === 'pure' ? /auto takes chicory/ : /auto takes wasmtime-bundled/;
    assert.match(wassette('runtime', 'list'), engine);
    wassette('serve', '--help');
    right('chmod', ['-R', 'u+w', folder]);
  }
});

test('the pure archive says why it has no Wasmtime', () => {
  const { status, stderr } = run(join(unpack('pure'), 'bin/wassette'), ['serve', '--stdio', '--runtime', 'wasmtime-bundled'], { env: environment(home()), input: '' });
  assert.equal(status, 1);
  assert.match(stderr, /without native code: use --runtime chicory/);
});

test('the cache of linked classes that came with the Java is used wherever the archive lies, and done without where it does not fit', () => {
  const folder = unpack('linux-x86_64-with-java');
  const moved = join(work, 'moved');
  renameSync(folder, moved);
  const version = (more) => run(join(moved, 'bin/wassette'), ['--version'], { env: environment(home(), more) });
  assert.equal(version({ WASSETTE_JAVA_OPTS: '-XX:AOTMode=on' }).status, 0);
  const cache = join(moved, 'cache/cache');
  const bytes = readFileSync(cache);
  for (const broken of [bytes.subarray(0, 1000), Buffer.concat([Buffer.alloc(4096), bytes.subarray(4096)]), Buffer.alloc(0)]) {
    writeFileSync(cache, broken);
    const { status, stdout, stderr } = version();
    assert.equal(status, 0);
    assert.match(stdout, /^wassette /);
    assert.equal(stderr, '');
  }
});

test('a cache is made at the first start, and another where the archive is moved to', () => {
  const folder = unpack('linux-x86_64');
  const HOME = home();
  const start = () => right(join(folder, 'bin/wassette'), ['--version'], { env: environment(HOME, { WASSETTE_START_CACHE: 'make' }) });
  start();
  assert.ok(existsSync(join(folder, 'cache/cache')));
  const before = readFileSync(join(folder, 'cache/cache-jdk'), 'utf8');
  const moved = join(work, 'moved plain');
  renameSync(folder, moved);
  right(join(moved, 'bin/wassette'), [], { env: environment(HOME, { WASSETTE_START_CACHE: 'make' }) });
  assert.notEqual(readFileSync(join(moved, 'cache/cache-jdk'), 'utf8'), before);
});

test('completions and the manual are what the program says of itself', () => {
  const folder = unpack('linux-x86_64');
  const env = environment(home(), { WASSETTE_START_CACHE: 'off' });
  for (const [shell, file] of [['bash', 'bash-completion/completions/wassette'], ['zsh', 'zsh/site-functions/_wassette'], ['fish', 'fish/vendor_completions.d/wassette.fish']]) {
    assert.equal(readFileSync(join(folder, 'share', file), 'utf8'), right(join(folder, 'bin/wassette'), ['autocomplete', shell], { env }));
  }
  const manual = readFileSync(join(folder, 'share/man/man1/wassette.1'), 'utf8');
  const help = right(join(folder, 'bin/wassette'), ['--help'], { env });
  for (const [, command] of help.matchAll(/^ {2}([a-z]+) {2,}/gm)) assert.ok(manual.includes(`.SS "wassette ${command}`), command);
});

test('two builds in different folders give the same bytes', () => {
  const elsewhere = join(mkdtempSync(join(work, 'another place ')), 'sources');
  for (const file of right('git', ['-C', root, 'ls-files', '-z']).split('\0').filter(Boolean)) {
    if (existsSync(join(root, file))) cpSync(join(root, file), join(elsewhere, file));
  }
  right('mvn', ['-B', '-q', '-ntp', '-Pdist', '-pl', 'bootstrap', '-am', 'package', '-Dmaven.test.skip=true', '-Dwassette.dist.cache=false'], { cwd: elsewhere });
  const again = join(elsewhere, 'bootstrap/target/dist');
  for (const name of sums.keys()) {
    if (!name.includes('with-java') && !name.endsWith('.json')) assert.equal(digest(join(again, name)), sums.get(name), name);
  }
  // The cache is no two times the same; all else is.
  const other = mkdtempSync(join(work, 'again '));
  right('tar', ['-xzf', join(again, `wassette-${VERSION}-linux-x86_64-with-java.tar.gz`), '-C', other]);
  const first = unpack('linux-x86_64-with-java');
  const second = join(other, `wassette-${VERSION}-linux-x86_64-with-java`);
  assert.deepEqual(files(first).filter((file) => !file.startsWith('cache/')), files(second));
  for (const file of files(second)) assert.equal(digest(join(first, file)), digest(join(second, file)), file);
});
