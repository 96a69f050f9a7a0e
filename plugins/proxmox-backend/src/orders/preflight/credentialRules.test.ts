import { goodFacts } from './__testUtils__/goodFacts';
import { checkOrder } from './checkOrder';
import { PreflightFacts } from './PreflightFacts';

const problemsOf = (changes: Partial<PreflightFacts>) =>
  checkOrder(goodFacts(changes)).checks.filter(({ level }) => level !== 'ok');

describe('checkOrder, on privileges of the provider', () => {
  it('warns of privileges that the provider may have by other ways', () => {
    const changes = {
      missingPrivileges: [
        {
          privilege: 'VM.Clone',
          path: '/vms/9000',
          field: 'proxmox.template',
        },
      ],
    };

    expect(problemsOf(changes)).toMatchObject([
      { id: 'privileges', level: 'warning' },
    ]);
    expect(checkOrder(goodFacts(changes)).passed).toBe(true);
  });

  it('refuses where a privilege is missing without which nothing can be made, and says how to give it', () => {
    const give = 'pveum acl modify /storage/ceph-vm --roles PVEDatastoreUser';
    const changes = {
      missingPrivileges: [
        { privilege: 'Sys.Audit', path: '/nodes/pve1', field: 'x' },
        {
          privilege: 'Datastore.AllocateSpace',
          path: '/storage/ceph-vm',
          field: 'proxmox.storage',
          command: give,
        },
      ],
    };

    expect(problemsOf(changes)).toEqual([
      {
        id: 'privileges',
        level: 'error',
        field: 'proxmox.storage',
        text: 'No machine can be made in fra: its token lacks Sys.Audit on /nodes/pve1, Datastore.AllocateSpace on /storage/ceph-vm.',
        nextStep: `Let the team that operates Proxmox run: ${give}`,
      },
    ]);
    expect(checkOrder(goodFacts(changes)).passed).toBe(false);
  });
});
