import { readPermissions } from '../wire/permissions';
import { hasPrivilege } from './hasPrivilege';

const permissions = readPermissions({
  '/': { 'Sys.Audit': 0 },
  '/vms': { 'VM.Audit': 1, 'VM.PowerMgmt': 0 },
  '/vms/200': { 'VM.Clone': 1 },
  '/pool/a': { 'VM.Audit': '1' },
});

describe('hasPrivilege', () => {
  it.each([
    ['/vms', 'VM.Audit', true],
    ['/vms/100', 'VM.Audit', true],
    ['/vms/100', 'VM.PowerMgmt', false],
    ['/vms', 'VM.PowerMgmt', true],
    // An entry of its own replaces what would come from above.
    ['/vms/200', 'VM.Audit', false],
    ['/vms/200', 'VM.Clone', true],
    ['/', 'Sys.Audit', true],
    ['/nodes/alpha', 'Sys.Audit', false],
    ['/pool/a', 'VM.Audit', true],
    ['/pool/b', 'VM.Audit', false],
    ['/storage/x', 'Datastore.Audit', false],
  ])('%s %s: %s', (path, privilege, expected) => {
    expect(hasPrivilege(permissions, path, privilege)).toBe(expected);
  });

  it('nothing at all is an empty list in Proxmox’s words', () => {
    expect(hasPrivilege(readPermissions([]), '/', 'Sys.Audit')).toBe(false);
    expect(() => readPermissions([1])).toThrow('is a list and not an object');
    expect(() => readPermissions(null)).toThrow('is missing');
  });
});
