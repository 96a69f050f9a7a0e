import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pveFolderPath } from '../../fidelity/findPveFolder';
import { allPrivileges, builtInRoles } from './roles';

const file = join(pveFolderPath(), 'roles.json');

function readOfficial():
  | { privileges: string[]; roles: Record<string, string[]> }
  | undefined {
  if (!existsSync(file)) {
    if (process.env.CI) throw new Error(`There is no ${file}.`);
    return undefined;
  }
  const { privileges, builtinRoles } = JSON.parse(readFileSync(file, 'utf8'));
  return { privileges: privileges['9'], roles: builtinRoles['9'] };
}

const official = readOfficial();

(official ? describe : describe.skip)('roles and the official ones', () => {
  it('know the privileges of the release, no more and no less', () => {
    expect([...allPrivileges].sort()).toEqual(
      [...(official?.privileges ?? [])].sort(),
    );
  });

  it('hold what the vendor’s hold', () => {
    const sorted = (roles: Record<string, readonly string[]>) =>
      Object.fromEntries(
        Object.entries(roles).map(([id, list]) => [id, [...list].sort()]),
      );
    expect(sorted(builtInRoles)).toEqual(sorted(official?.roles ?? {}));
  });
});

describe('roles', () => {
  it('let an administrator do everything and nobody nothing', () => {
    expect(builtInRoles.Administrator).toEqual(allPrivileges);
    expect(builtInRoles.NoAccess).toEqual([]);
  });

  it('let an auditor only look', () => {
    expect(builtInRoles.PVEAuditor.every(p => p.endsWith('.Audit'))).toBe(true);
  });

  it('keep an administrator of guests away from the hosts', () => {
    const { PVEAdmin } = builtInRoles;
    for (const name of ['Sys.Modify', 'Sys.PowerMgmt', 'Permissions.Modify']) {
      expect(PVEAdmin).not.toContain(name);
    }
  });

  it('know nothing of older releases', () => {
    expect(allPrivileges).not.toContain('VM.Monitor');
    expect(new Set(allPrivileges).size).toBe(allPrivileges.length);
  });
});
