// Checks what describes the archives to others: the files of the package channels, the workflows, the templates.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'wassette channels '));
const REPOSITORY = 'https://github.com/owner/wassette';

after(() => rmSync(work, { recursive: true, force: true }));

function right(program, args, input) {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8', input });
  assert.equal(status, 0, `${program} ${args.join(' ')}: ${stderr}${error ?? ''}`);
  return stdout;
}

// YAML as Ruby reads it, where the key `on` is the value true.
function yaml(text) {
  return JSON.parse(right('ruby', ['-ryaml', '-rjson', '-e', 'puts JSON.generate(YAML.safe_load(STDIN.read))'], text));
}

// The archives of this platform, and by their names those that other machines make for a release.
function release() {
  const lines = readFileSync(join(root, 'bootstrap/target/dist/SHA256SUMS'), 'utf8');
  const [, version] = /wassette-([0-9.]+)-pure\.tar\.gz/.exec(lines);
  writeFileSync(join(work, 'SHA256SUMS'), `${lines}${'0123456789abcdef'.repeat(4)}  wassette-${version}-windows-x86_64-with-java.zip\n`);
  right(join(root, 'distribution/channels/fill.sh'), [REPOSITORY, work, join(work, 'filled')]);
  return { version, sums: new Map(readFileSync(join(work, 'SHA256SUMS'), 'utf8').trim().split('\n').map((line) => line.split('  ').reverse())) };
}

const { version, sums } = release();
const filled = (...path) => readFileSync(join(work, 'filled', ...path), 'utf8');

test('no mark is left, and each address is of an archive with its digest', () => {
  const all = readdirSync(join(work, 'filled'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.equal(all.length, 6);
  for (const entry of all) assert.doesNotMatch(readFileSync(join(entry.parentPath, entry.name), 'utf8').replaceAll('@*)', ''), /@[A-Z][A-Za-z0-9:_.-]*@/, entry.name);

  const formula = [...filled('Formula/wassette.rb').matchAll(/url "(.*)"\n\s+sha256 "(.*)"/g)];
  assert.equal(formula.length, 4);
  for (const [, url, sum] of formula) {
    const name = url.slice(`${REPOSITORY}/releases/download/v${version}/`.length);
    assert.equal(sums.get(name), sum, url);
  }

  const flake = filled('flake.nix');
  const nix = [...flake.matchAll(/platform = "(.*)"; hash = "sha256-(.*)";/g)];
  assert.equal(nix.length, 4);
  for (const [, platform, sum] of nix) {
    assert.equal(Buffer.from(sum, 'base64').toString('hex'), sums.get(`wassette-${version}-${platform}.tar.gz`), platform);
  }
  assert.ok(flake.includes(`version = "${version}"`));
});

test('the formula is Ruby, and the flake is Nix', () => {
  assert.match(right('ruby', ['-c', join(work, 'filled/Formula/wassette.rb')]), /Syntax OK/);
  assert.match(right('nix-instantiate', ['--parse', join(work, 'filled/flake.nix')]), /mkDerivation/);
});

test('the manifests of WinGet are one package', () => {
  const folder = join('manifests/w/Wassette/Wassette', version);
  const id = 'Wassette.Wassette';
  const [main, installer, locale] = ['', '.installer', '.locale.en-US'].map((part) => yaml(filled(folder, `${id}${part}.yaml`)));
  assert.deepEqual([main, installer, locale].map((each) => [each.PackageIdentifier, each.PackageVersion, each.ManifestVersion]),
    [0, 1, 2].map(() => [id, version, main.ManifestVersion]));
  assert.deepEqual([main.ManifestType, installer.ManifestType, locale.ManifestType], ['version', 'installer', 'defaultLocale']);
  assert.equal(main.DefaultLocale, locale.PackageLocale);
  const [{ InstallerUrl, InstallerSha256, Architecture }] = installer.Installers;
  const name = InstallerUrl.split('/').pop();
  assert.equal(InstallerSha256, sums.get(name));
  assert.equal(Architecture, 'x64');
  assert.equal(installer.NestedInstallerFiles[0].RelativeFilePath, `${name.replace('.zip', '')}\\bin\\wassette.bat`);
  for (const key of ['Publisher', 'PackageName', 'License', 'ShortDescription']) assert.ok(locale[key], key);
});

test('the installer of a release knows where its archives are', () => {
  assert.match(filled('install.sh'), new RegExp(`^releases=${REPOSITORY}/releases$`, 'm'));
  right('sh', ['-n', join(work, 'filled/install.sh')]);
});

const workflows = join(root, '.github/workflows');

test('workflows pin what they use, ask for few rights, and name what there is', () => {
  for (const file of readdirSync(workflows).filter((name) => name.endsWith('.yml'))) {
    const text = readFileSync(join(workflows, file), 'utf8');
    const workflow = yaml(text);
    assert.deepEqual(workflow.permissions, { contents: 'read' }, file);
    assert.ok(workflow.name && workflow.true, file);
    for (const [name, job] of Object.entries(workflow.jobs)) {
      assert.ok(job['timeout-minutes'] <= 60, `${file}: ${name} may run for ever`);
      for (const step of job.steps) {
        assert.ok(Boolean(step.uses) !== Boolean(step.run), `${file}: ${JSON.stringify(step)}`);
        // What a stranger can choose, such as the name of a branch, must not become part of a script.
        assert.doesNotMatch(step.run ?? '', /\$\{\{/, `${file}: an expression in a script`);
        if (step.uses) assert.match(text, new RegExp(`${step.uses.replace('/', '\\/')} # v[0-9.]+$`, 'm'), `${file}: ${step.uses}`);
        if (step.uses) assert.match(step.uses, /^[a-z-]+\/[a-z-]+@[0-9a-f]{40}$/, file);
        if (step.uses?.startsWith('actions/checkout@')) assert.equal(step.with['persist-credentials'], false, file);
        for (const [script] of (step.run ?? '').matchAll(/(?<![\w/])(?:\.ci|distribution|\.)\/[\w./-]+/g)) assert.ok(existsSync(join(root, script)), `${file}: ${script}`);
      }
    }
  }
});

test('agentic workflows have a trigger, rights to read only, and a task', () => {
  const agentic = readdirSync(workflows).filter((name) => name.endsWith('.md'));
  assert.deepEqual(agentic.sort(), ['ci-doctor.md', 'issue-triage.md', 'scout.md']);
  for (const file of agentic) {
    const [, front, task] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(workflows, file), 'utf8'));
    const settings = yaml(front);
    assert.ok(settings.true && settings.tools.github && settings['safe-outputs'] && settings['timeout-minutes'], file);
    assert.ok(Object.values(settings.permissions).every((right) => right === 'read'), file);
    assert.ok(['claude', 'copilot', 'codex'].includes(settings.engine), file);
    assert.match(task, /^\n# .+\n\n/, file);
  }
  // The name of the workflow that it watches.
  assert.ok(readFileSync(join(workflows, 'ci-doctor.md'), 'utf8').includes(`workflows: [${yaml(readFileSync(join(workflows, 'build.yml'), 'utf8')).name}]`));
});

test('templates and Dependabot are read as what they are', () => {
  for (const file of ['bug.yml', 'idea.yml']) {
    const form = yaml(readFileSync(join(root, '.github/ISSUE_TEMPLATE', file), 'utf8'));
    assert.ok(form.name && form.description && form.body.every((part) => ['markdown', 'textarea'].includes(part.type)), file);
  }
  for (const { directory, directories } of yaml(readFileSync(join(root, '.github/dependabot.yml'), 'utf8')).updates) {
    for (const folder of directories ?? [directory]) assert.ok(existsSync(join(root, folder)), folder);
  }
});

test('files at the root link to what there is', () => {
  for (const file of ['CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']) {
    for (const [, target] of readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https:)([^)#]+)/g)) {
      assert.ok(existsSync(join(root, target)), `${file}: ${target}`);
    }
  }
});
