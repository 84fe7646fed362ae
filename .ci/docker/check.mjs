// Builds the Dockerfile and runs the image, docker-compose.yml and the pod of the Kubernetes manifests with Podman, as root.
//
//   npm start --prefix .ci/docker                          Maven runs in the image's build stage
//   npm start --prefix .ci/docker -- --archive FILE.tar.gz it does not: the archive is there already
//
// The images that the Dockerfile starts from are not fetched: a clean Debian made by mmdebstrap stands for the one, the same with
// the JDK and the Maven of this machine, where the official image has them, for the other.
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Session, until } from '../replicas/client.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { values: options } = parseArgs({
  options: { archive: { type: 'string' }, debian: { type: 'string' }, inside: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
});

// Where both kinds of control groups are mounted the engine can use neither. The newer is hidden from this process and its children.
const hybrid = '/sys/fs/cgroup/unified';
if (!options.inside && existsSync(hybrid)) {
  const { status } = spawnSync('unshare', ['--mount', '--propagation', 'private', 'sh', '-c', `umount ${hybrid}; exec "$0" "$@"`,
    process.execPath, ...process.argv.slice(1), '--inside'], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

const scratch = mkdtempSync(join(tmpdir(), 'wassette-docker-'));
const at = (name) => join(scratch, name);
let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${JSON.stringify(found)}`);
}

function run(command, args, { may = false, ...more } = {}) {
  const done = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 64 << 20, env, ...more });
  if (done.error) throw done.error;
  if (done.status !== 0 && !may) throw new Error(`${command} ${args.join(' ')}\n${done.stdout}${done.stderr}`);
  return { status: done.status, out: done.stdout.trim(), all: (done.stdout + done.stderr).trim() };
}

const podman = (...args) => run('podman', args).out;

// An engine of our own: nothing of the user's is used or left behind. Limits that processes have here are not raised.
const limit = (option) => spawnSync('sh', ['-c', `ulimit -H ${option}`], { shell: '/bin/bash', encoding: 'utf8' }).stdout.trim();
writeFileSync(at('storage.conf'), `[storage]\ndriver = "overlay"\ngraphroot = "${at('images')}"\nrunroot = "${at('run')}"\n`);
writeFileSync(at('containers.conf'), `[containers]\ndefault_ulimits = ["nofile=${bounded(limit('-n'), 20000)}", "nproc=${bounded(limit('-u'), 30000)}"]\n`
  + '[engine]\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n');
const env = { ...process.env, CONTAINERS_STORAGE_CONF: at('storage.conf'), CONTAINERS_CONF: at('containers.conf') };

function bounded(found, most) {
  const number = Math.min(Number(found) || most, most);
  return `${number}:${number}`;
}

// --- The images that the Dockerfile starts from
function makeDebian() {
  const tar = options.debian ?? at('debian.tar');
  if (!options.debian) {
    // The machine's own lists of packages say where packages come from.
    const lists = readdirSync('/etc/apt/sources.list.d').filter((name) => /^debian.*\.(sources|list)$/.test(name)).map((name) => `/etc/apt/sources.list.d/${name}`);
    const sources = lists.length ? lists : ['/etc/apt/sources.list'];
    run('mmdebstrap', ['--quiet', '--variant=essential', '--include=passwd', 'bookworm', tar, ...sources]);
  }
  podman('import', tar, 'docker.io/library/debian:bookworm-slim');
}

function makeMaven() {
  const context = at('maven');
  mkdirSync(context);
  const lines = ['FROM docker.io/library/debian:bookworm-slim'];
  if (options.archive) {
    writeFileSync(join(context, 'mvn'), '#!/bin/sh\nmkdir -p bootstrap/target && cp -r /dist bootstrap/target/dist\n', { mode: 0o755 });
    lines.push('COPY mvn /usr/bin/mvn');
  } else {
    const maven = dirname(dirname(realpathSync(run('sh', ['-c', 'command -v mvn']).out)));
    cpSync(maven, join(context, 'maven'), { recursive: true, dereference: true });
    cpSync(jdk(), join(context, 'jdk'), { recursive: true, dereference: true });
    lines.push('COPY jdk /opt/java/openjdk', 'COPY maven /usr/share/maven', 'RUN ln -s /usr/share/maven/bin/mvn /usr/bin/mvn',
      'ENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin');
  }
  writeFileSync(join(context, 'Containerfile'), lines.join('\n'));
  podman('build', '--quiet', '--pull=never', '--isolation=chroot', '--tag=docker.io/library/maven:3.9-eclipse-temurin-25', context);
  rmSync(context, { recursive: true });
}

function jdk() {
  const homes = [process.env.JAVA_HOME, ...readdirSync('/usr/lib/jvm').map((name) => `/usr/lib/jvm/${name}`)];
  const found = homes.find((home) => home && existsSync(join(home, 'bin/javac')) && /^JAVA_VERSION="25/m.test(readFileSync(join(home, 'release'), 'utf8')));
  if (!found) throw new Error('no JDK 25 found');
  return found;
}

// A machine may forbid what containers are made of: then nothing can be checked here, which is said and is no failure of the image.
function canRun() {
  const name = 'wassette-probe';
  const tried = [
    ['run', '--detach', `--name=${name}`, '--memory=64m', '--tmpfs=/probe', '--publish=127.0.0.1:19001:9001', 'docker.io/library/debian:bookworm-slim', 'sleep', '60'],
    ['exec', '--workdir=/probe', name, 'true'],
    ['rm', '--force', '--time=0', name],
  ];
  const failed = tried.map((args) => run('podman', args, { may: true })).find(({ status }) => status !== 0);
  if (failed) console.log(`NOT CHECKED: containers do not work on this machine: ${failed.all.split('\n').pop()}`);
  return !failed || process.env.WASSETTE_CONTAINERS === 'required';
}

// --- The image
function build() {
  mkdirSync(at('wheel'));
  const wheel = process.env.WASMTIME_WHEEL;
  if (wheel) copyFileSync(wheel, join(at('wheel'), basename(wheel)));
  const volumes = [`${at('wheel')}:/wheel:ro`];
  if (options.archive) {
    mkdirSync(at('dist'));
    copyFileSync(resolve(options.archive), join(at('dist'), basename(options.archive)));
    volumes.push(`${at('dist')}:/dist:ro`);
  } else {
    volumes.push(`${join(homedir(), '.m2/repository')}:/root/.m2/repository:O`);
  }
  const { all } = run('podman', ['build', '--pull=never', '--isolation=chroot', '--network=host', '--format=docker', '--tag=wassette:latest',
    `--build-arg=WASMTIME=${wheel ? `/wheel/${basename(wheel)}` : 'none'}`, ...volumes.map((volume) => `--volume=${volume}`), root]);
  check('every step of the Dockerfile runs', /Successfully tagged/.test(all), all.slice(-2000));
}

function inspectImage() {
  const [{ Config: config, Healthcheck: health, Size: size }] = JSON.parse(podman('image', 'inspect', 'wassette:latest'));
  console.log(`     the image has ${Math.round(size / 1e6)} MB`);
  check('the user is a number that is not root\'s', config.User === '1000:1000', config.User);
  check('it serves Streamable HTTP at 9001', config.Cmd.join(' ') === 'wassette serve --streamable-http' && config.ExposedPorts['9001/tcp'], config);
  check('it says how to ask for its health, and how to stop it', health?.Test[1] === 'wassette-health' && config.StopSignal === 'SIGTERM', { health, config });
  check('no variable of it is a secret', !config.Env.some((each) => /TOKEN|KEY|SECRET|PASSWORD/i.test(each)), config.Env);
  const files = podman('run', '--rm', '--network=none', '--user=0', 'wassette:latest', 'sh', '-c',
    'ls -d /src /root/.m2 /opt/wassette/java 2> /dev/null; find /opt /home /usr/local -xdev -perm /6000; find /opt/wassette -xdev \\( -perm /022 -o ! -user root \\) ! -type l | head');
  check('it has neither sources nor Maven, and the user can change nothing of the program', files === '/opt/wassette/java', files);
}

// --- A container as the page says, with everything taken away that can be
const hard = ['--read-only', '--tmpfs=/tmp:rw,noexec,nosuid,nodev,size=50m', '--cap-drop=ALL', '--security-opt=no-new-privileges',
  '--memory=512m', '--cpus=1', '--pids-limit=100'];

function components() {
  const folder = at('components');
  mkdirSync(folder);
  copyFileSync(join(root, 'adapters/component-testkit/src/main/resources/dev/wassette/component/testkit/components/tools.wasm'), join(folder, 'tools.wasm'));
  writeFileSync(join(folder, 'tools.policy.yaml'), 'version: "1.0"\npermissions: {}\n');
  return folder;
}

async function serving(url) {
  await until(`${url} is served`, () => fetch(new URL('/ready', url)).then((answer) => answer.ok, () => false));
}

async function checkContainer(folder) {
  const name = 'wassette-check';
  podman('run', '--detach', `--name=${name}`, ...hard, '--publish=127.0.0.1:19001:9001', `--volume=${folder}:/home/wassette/.local/share/wassette/components:ro`, 'wassette:latest');
  try {
    const url = 'http://127.0.0.1:19001/mcp';
    await serving(url);
    const session = new Session(url);
    await session.begin();
    check('a tool of a component that is mounted read-only answers', (await session.call('tools_add', { a: 20, b: 22 })) === '42');
    const load = await session.call('load-component', { path: 'file:///home/wassette/.local/share/wassette/components/tools.wasm' });
    check('nothing can be loaded into it, and the answer says why', /read-only/.test(load), load);
    const inside = podman('exec', name, 'sh', '-c', `id -u; for f in /x /opt/wassette/x /home/wassette/x .local/share/wassette/components/x /usr/local/bin/x; do touch $f 2> /dev/null && echo "wrote $f"; done; touch /tmp/x .cache/x .local/state/x && echo fine; grep -E "^(CapEff|CapBnd|NoNewPrivs|Seccomp):" /proc/1/status; command -v curl wget python3 perl gcc || :; true`);
    check('uid 1000, no capability, a filter of system calls, and writes fail where they should', /^1000\nfine\nCapEff:\t0+\nCapBnd:\t0+\nNoNewPrivs:\t1\nSeccomp:\t2\b/.test(inside), inside);
    check('its own question for its health is answered', run('podman', ['healthcheck', 'run', name], { may: true }).status === 0);
    const used = Number(podman('exec', name, 'sh', '-c', 'cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes 2> /dev/null || cat /sys/fs/cgroup/memory.peak'));
    console.log(`     ${Math.round(used / 1e6)} MB at most, in the container's own account`);
    const log = run('podman', ['logs', name]).all;
    check('it warns that nobody is kept out', /ANYBODY who reaches/.test(log), log);
    check('the engine is the current Wasmtime', !process.env.WASMTIME_WHEEL || !/native/.test(podman('exec', name, 'ls', '.cache/wassette/native')), log);
    const began = Date.now();
    podman('stop', '--time=30', name);
    const { ExitCode: status } = JSON.parse(podman('inspect', name))[0].State;
    check(`it ends in order when it is told to (${Date.now() - began} ms)`, status === 143, status);
    session.close();
  } finally {
    run('podman', ['rm', '--force', '--volumes', name]);
  }
}

function checkOthers(folder) {
  const asks = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } } });
  const stdio = run('podman', ['run', '--interactive', '--rm', ...hard, '--network=none', `--volume=${folder}:/home/wassette/.local/share/wassette/components:ro`,
    'wassette:latest', 'wassette', 'serve', '--stdio'], { input: `${asks}\n` });
  check('it serves over stdio, without a network', JSON.parse(stdio.out).result.serverInfo.name === 'wassette', stdio);
  const closed = run('podman', ['run', '--rm', ...hard, 'wassette:latest', 'wassette', 'serve', '--streamable-http', '--require-auth'], { may: true });
  check('with --require-auth it does not serve without a token', closed.status !== 0 && /token/.test(closed.all), closed);
}

// --- docker-compose.yml
async function checkCompose(folder) {
  const project = at('project');
  mkdirSync(join(project, 'secrets'), { recursive: true });
  chownSync(join(project, 'secrets'), 1000, 1000);
  chmodSync(join(project, 'secrets'), 0o700);
  cpSync(folder, join(project, 'components'), { recursive: true });
  const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  writeFileSync(join(project, 'docker-compose.yml'), text.replace('127.0.0.1:9001:', '127.0.0.1:19001:'));
  const compose = (...args) => run('podman-compose', ['--no-ansi', ...args], { cwd: project });
  compose('up', '--detach', '--no-build');
  try {
    const url = 'http://127.0.0.1:19001/mcp';
    await serving(url);
    const session = new Session(url);
    await session.begin();
    check('docker-compose.yml: a tool answers', (await session.call('tools_add', { a: 1, b: 2 })) === '3');
    session.close();
    const [{ HostConfig: host, Mounts: mounts }] = JSON.parse(podman('inspect', podman('ps', '--quiet')));
    const found = { root: host.ReadonlyRootfs, options: host.SecurityOpt, memory: host.Memory, cpus: host.NanoCpus || host.CpuQuota,
      components: mounts.find((mount) => mount.Destination.endsWith('components')).RW };
    check('docker-compose.yml: its limits hold', found.root && found.options.includes('no-new-privileges') && found.memory === 1 << 30
      && found.cpus === 1e9 && found.components === false, found);
  } finally {
    compose('down', '--volumes');
  }
}

// --- The pod of the Kubernetes manifests, once
function pod(token, folder) {
  const { parse } = createRequire(new URL('../kubernetes/check.mjs', import.meta.url))('yaml');
  const deployment = parse(readFileSync(join(root, 'packaging/kubernetes/deployment.yaml'), 'utf8'));
  deployment.spec.replicas = 1;
  const { containers: [container], volumes } = deployment.spec.template.spec;
  container.image = 'localhost/wassette:latest';
  Object.assign(container.ports[0], { hostPort: 19001, hostIP: '127.0.0.1' });
  // A folder in place of a registry.
  volumes.push({ name: 'source', hostPath: { path: folder } });
  container.volumeMounts.push({ name: 'source', mountPath: '/mnt', readOnly: true });
  // Podman 4.3 ends with a fault where this usual value is not written down.
  for (const { configMap, secret } of volumes) for (const source of [configMap, secret]) if (source) source.optional = false;
  const named = (kind, name, data) => ({ apiVersion: 'v1', kind, metadata: { name }, data });
  return [named('ConfigMap', 'wassette-tools', { 'tools.yaml': 'version: 1\ncomponents:\n  - uri: file:///mnt/tools.wasm\n    name: tools\n    permissions: {}\n' }),
    named('Secret', 'wassette-token', { token: Buffer.from(token).toString('base64') }), deployment];
}

async function checkPod(folder) {
  writeFileSync(at('pod.yaml'), pod('a-token-of-this-test', folder).map((object) => JSON.stringify(object)).join('\n---\n'));
  run('podman', ['kube', 'play', at('pod.yaml')], { cwd: scratch });
  try {
    const url = 'http://127.0.0.1:19001/mcp';
    await serving(url);
    const name = podman('ps', '--filter', 'ancestor=localhost/wassette:latest', '--format', '{{.Names}}');
    // Podman 4.3 does not decode what is in a secret.
    const token = podman('exec', name, 'cat', '/run/secrets/wassette/token');
    const refused = async (headers) => new Session(url, { headers }).begin().then(() => 200, (e) => e.status);
    const found = [await refused({ host: 'wassette:9001' }), await refused({ host: 'other', authorization: `Bearer ${token}` })];
    check('the pod lets nobody in without the token, nor for another name', found.join() === '401,403', found);
    const session = new Session(url, { headers: { host: 'wassette:9001', authorization: `Bearer ${token}` } });
    await session.begin();
    check('it has the component of its manifest', (await session.call('tools_add', { a: 2, b: 2 })) === '4');
    const tools = await session.tools();
    check('its agents have no tool that loads or grants', tools.includes('list-components') && !tools.some((name) => /^(load|unload|grant|revoke|reset)/.test(name)), tools);
    session.close();
    const inside = podman('exec', name, 'sh', '-c', 'id -u; touch /x /home/wassette/x 2> /dev/null || echo refused; touch .cache/x .local/state/x .local/share/wassette/components/x /tmp/x && echo fine; grep -E "^(CapEff|NoNewPrivs|Seccomp):" /proc/1/status');
    check('it runs as its security context says', /^1000\nrefused\nfine\nCapEff:\t0+\nNoNewPrivs:\t1\nSeccomp:\t2$/.test(inside), inside);
  } finally {
    run('podman', ['kube', 'down', at('pod.yaml')], { may: true });
    run('podman', ['pod', 'rm', '--all', '--force'], { may: true });
  }
}

async function checkAll() {
  makeMaven();
  build();
  inspectImage();
  const folder = components();
  await checkContainer(folder);
  checkOthers(folder);
  await checkCompose(folder);
  await checkPod(folder);
}

try {
  makeDebian();
  if (canRun()) {
    await checkAll();
    console.log(failures ? `${failures} checks failed` : 'all checks passed');
  }
} finally {
  if (!options.keep) {
    run('podman', ['rm', '--all', '--force', '--volumes'], { may: true });
    run('podman', ['rmi', '--all', '--force'], { may: true });
    rmSync(scratch, { recursive: true, force: true });
  } else {
    console.log(`kept: CONTAINERS_STORAGE_CONF=${at('storage.conf')} CONTAINERS_CONF=${at('containers.conf')}`);
  }
}
process.exitCode = failures ? 1 : 0;
