import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readReadme } from './readReadme';

const README = resolve(__dirname, '..', '..', 'README.md');

describe('readReadme', () => {
  it('finds the instructions in README', () => {
    const { packages, backendLines, config, policy, template } = readReadme(
      readFileSync(README, 'utf8'),
    );
    expect(packages).toContainEqual({
      workspace: 'packages/app',
      names: ['@rackstage/plugin-proxmox'],
    });
    const backend = packages.find(
      ({ workspace }) => workspace === 'packages/backend',
    );
    expect(backendLines).toEqual(
      backend?.names.map(name => `backend.add(import('${name}'));`),
    );
    const [cluster] = config.proxmox.clusters;
    expect(cluster.endpoints[0]).toMatch(/^https:/);
    expect(cluster.tls.ca.$file).toMatch(/pem$/);
    expect(policy.source).toContain('createBackendModule');
    const [{ target }] = template.catalog.locations;
    expect(existsSync(resolve(README, '../packages/backend', target))).toBe(
      true,
    );
  });

  it('says which block is missing', () => {
    expect(() => readReadme('# Nothing')).toThrow(
      'no code block after the comment "try-in-new-app: packages"',
    );
  });
});
