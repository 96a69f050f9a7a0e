import { findMissingPrivileges, holdsPrivilege } from './privileges';

const audit = (path: string) => ({ privilege: 'VM.Audit', path });

describe('holdsPrivilege', () => {
  const permissions = {
    '/vms': { 'VM.Audit': true },
    '/vms/101': { 'VM.Console': true },
    '/pool/a': { 'VM.Audit': true },
    '/nodes': { 'Sys.Audit': false },
  };

  it('inherits from the nearest path that is listed, which replaces those above', () => {
    expect(holdsPrivilege(permissions, audit('/vms/102'))).toBe(true);
    expect(holdsPrivilege(permissions, audit('/vms/101'))).toBe(false);
    expect(holdsPrivilege(permissions, audit('/pool/a'))).toBe(true);
    expect(holdsPrivilege(permissions, audit('/pool/b'))).toBe(false);
    expect(holdsPrivilege({ '/': { 'VM.Audit': true } }, audit('/vms/1'))).toBe(
      true,
    );
  });

  it('does not inherit what does not propagate', () => {
    const sysAudit = { privilege: 'Sys.Audit', path: '/nodes' };
    expect(holdsPrivilege(permissions, sysAudit)).toBe(true);
    expect(
      holdsPrivilege(permissions, { ...sysAudit, path: '/nodes/pve1' }),
    ).toBe(false);
  });
});

describe('findMissingPrivileges', () => {
  it('asks of each version what it knows', () => {
    const names = (major: number) =>
      findMissingPrivileges({}, major).map(({ privilege }) => privilege);
    expect(names(7)).not.toContain('SDN.Audit');
    expect(names(8)).toContain('SDN.Audit');
    expect(names(8)).not.toContain('VM.GuestAgent.Audit');
    expect(names(9)).toContain('VM.GuestAgent.Audit');
  });

  it('takes privileges on a pool for what they are: a restriction on purpose', () => {
    const permissions = { '/pool/a': { 'VM.Audit': true } };
    expect(
      findMissingPrivileges(permissions, 9).map(({ privilege }) => privilege),
    ).not.toContain('VM.Audit');
  });
});
