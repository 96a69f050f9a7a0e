import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { readConfigKeys } from './readConfigKeys';

const root = resolve(__dirname, '..', '..');
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const PLUGINS = readdirSync(join(root, 'plugins'));

const keys = PLUGINS.map(plugin => join(root, 'plugins', plugin, 'config.d.ts'))
  .filter(existsSync)
  .flatMap(file => readConfigKeys(readFileSync(file, 'utf8')))
  .filter(({ path }) => path.startsWith('proxmox.'));
const leaves = keys.filter(({ isLeaf }) => isLeaf);

describe('README', () => {
  it('explains every key of config.d.ts, and no other', () => {
    const table = readme.split('<!-- config-table -->')[1].split('\n## ')[0];
    const explained = [...table.matchAll(/^\| `([^`]+)`/gm)].map(
      ([, key]) => `proxmox.${key}`,
    );
    expect(explained.sort()).toEqual(leaves.map(({ path }) => path).sort());
  });

  it('names every published package', () => {
    for (const plugin of PLUGINS) {
      const { name } = JSON.parse(
        readFileSync(join(root, 'plugins', plugin, 'package.json'), 'utf8'),
      );
      expect(readme).toContain(`\`${name}\``);
    }
  });

  it('links to files that exist', () => {
    const markdown = [
      'README.md',
      'CONTRIBUTING.md',
      ...readdirSync(join(root, 'docs'), { recursive: true })
        .map(name => join('docs', `${name}`))
        .filter(name => name.endsWith('.md')),
    ];
    const broken = markdown.flatMap(file => {
      const text = readFileSync(join(root, file), 'utf8');
      return [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)[^)]*\)/g)]
        .map(([, target]) => join(dirname(file), target))
        .filter(target => !existsSync(join(root, target)))
        .map(target => `${file}: ${target}`);
    });
    expect(broken).toEqual([]);
  });
});

describe('config.d.ts', () => {
  it('has keys', () => {
    expect(leaves.length).toBeGreaterThan(10);
  });

  it.each(leaves)('has a sentence and a visibility for $path', key => {
    expect(key.description).toMatch(/\w{2,} .+/);
    expect(key.visibility).toMatch(/^(backend|frontend|secret)$/);
  });

  it('marks secrets', () => {
    const secrets = leaves.filter(({ path }) => /secret|password$/i.test(path));
    expect(secrets.length).toBeGreaterThan(0);
    expect(secrets.map(({ visibility }) => visibility)).toEqual(
      secrets.map(() => 'secret'),
    );
  });
});
