// Checks packaging/kubernetes without a cluster: each object against the schema of its kind, each field against the types, which know no others,
// what the objects say of each other, and the profile "restricted" of Kubernetes' Pod Security Standards.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'packaging/kubernetes');
let failures = 0;

function check(name, right, found) {
  console.log(`${right ? 'ok  ' : 'FAIL'} ${name}`);
  if (right) return;
  failures++;
  console.log(`     found: ${JSON.stringify(found)?.slice(0, 1500)}`);
}

const read = (name) => parse(readFileSync(join(folder, name), 'utf8'));
const kustomization = read('kustomization.yaml');
const objects = kustomization.resources.map(read);
const one = (kind) => objects.find((each) => each.kind === kind);

const named = ['kustomization.yaml', ...kustomization.resources, ...kustomization.configMapGenerator.flatMap((each) => each.files)].sort();
check('the kustomization names every file of the folder, and no other', named.join() === readdirSync(folder).sort().join(), named);

const place = ({ apiVersion }) => `kubernetes-models/${apiVersion}`;
for (const object of objects) {
  try {
    new (require(place(object))[object.kind])(object).validate();
    check(`${object.kind} fits its schema`, true);
  } catch (e) {
    check(`${object.kind} fits its schema`, false, e.message);
  }
}

// A literal may have no field that its type does not have; the schemas above let unknown ones pass, as Kubernetes does.
function checkFields() {
  const work = mkdtempSync(join(fileURLToPath(new URL('.', import.meta.url)), 'types-'));
  try {
    const file = join(work, 'objects.ts');
    writeFileSync(file, objects.map((object, i) => `import type { I${object.kind} as T${i} } from "${place(object)}";\nexport const o${i}: T${i} = ${JSON.stringify(object, null, 1)};\n`).join(''));
    const tsc = join(fileURLToPath(new URL('.', import.meta.url)), 'node_modules/typescript/bin/tsc');
    const done = spawnSync(process.execPath, [tsc, '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', file], { encoding: 'utf8' });
    check('no object has a field that its kind does not have', done.status === 0, done.stdout + done.stderr);
  } finally {
    rmSync(work, { recursive: true });
  }
}
checkFields();

const deployment = one('Deployment');
const pod = deployment.spec.template;
const [container] = pod.spec.containers;
const labels = JSON.stringify(pod.metadata.labels);
for (const [what, selector] of [['Deployment', deployment.spec.selector.matchLabels], ['Service', one('Service').spec.selector],
  ['PodDisruptionBudget', one('PodDisruptionBudget').spec.selector.matchLabels], ['NetworkPolicy', one('NetworkPolicy').spec.podSelector.matchLabels]]) {
  check(`${what} selects the pods`, JSON.stringify(selector) === labels, selector);
}
const ports = container.ports.map((port) => port.name);
const asked = [container.startupProbe, container.readinessProbe, container.livenessProbe].map((probe) => probe.httpGet.port);
check('every port that is asked for is there', [...asked, one('Service').spec.ports[0].targetPort, one('NetworkPolicy').spec.ingress[0].ports[0].port].every((port) => ports.includes(port)));
const volumes = pod.spec.volumes.map((volume) => volume.name).sort().join();
check('every volume is mounted, and every mount is of one', container.volumeMounts.map((mount) => mount.name).sort().join() === volumes, volumes);
const [generated] = kustomization.configMapGenerator;
check('the list of tools is the one that the pods mount', pod.spec.volumes.some((volume) => volume.configMap?.name === generated.name)
  && container.args.includes(`--manifest=/etc/wassette/${generated.files[0]}`));
check('the image is the one that the kustomization names', kustomization.images[0].name === container.image && kustomization.images[0].newTag === /<version>([^<]+)<\/version>/.exec(readFileSync(join(root, 'pom.xml'), 'utf8'))[1]);

const security = { ...pod.spec.securityContext, ...container.securityContext };
check('the pods keep to the profile "restricted"', security.runAsNonRoot && security.runAsUser > 0 && security.seccompProfile.type === 'RuntimeDefault'
  && security.allowPrivilegeEscalation === false && security.capabilities.drop.join() === 'ALL' && !security.capabilities.add
  && !pod.spec.hostNetwork && !pod.spec.hostPID && !pod.spec.hostIPC && !container.ports.some((port) => port.hostPort)
  && pod.spec.volumes.every((volume) => ['emptyDir', 'configMap', 'secret'].some((kind) => kind in volume)), security);
check('the root is read-only, and no pod has a token of the cluster', security.readOnlyRootFilesystem && pod.spec.automountServiceAccountToken === false);

// What the image has and what the server takes, from where they are written down.
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const written = container.volumeMounts.filter((mount) => !mount.readOnly).map((mount) => mount.mountPath);
check('what the image has to write to is mounted', [...JSON.parse(/^VOLUME (\[.*\])$/m.exec(dockerfile)[1]), '/tmp'].every((path) => written.includes(path)), written);
const drain = Number(/MAX_DRAIN = Duration\.ofSeconds\((\d+)\)/.exec(readFileSync(join(root, 'adapters/mcp-http/src/main/java/dev/wassette/mcp/http/HttpLimits.java'), 'utf8'))[1]);
const before = Number(container.lifecycle.preStop.exec.command[1]);
check('a pod has the time to end its calls', pod.spec.terminationGracePeriodSeconds > drain + before);
const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8')).services.wassette;
check('and so has a container of the Compose file', parseInt(compose.stop_grace_period, 10) > drain, compose.stop_grace_period);
check('both have the same memory', compose.deploy.resources.limits.memory === '1G' && container.resources.limits.memory === '1Gi');

console.log(failures ? `${failures} checks failed` : 'all checks passed');
process.exitCode = failures ? 1 : 0;
