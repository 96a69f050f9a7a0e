import { ConditionTreeNode } from '@rackstage/plugin-proxmox-common';
import {
  aCondition,
  aMachine,
  aRefusedClaim,
  aStuckMachine,
  aTenantCluster,
  A_MOMENT_AGO,
  LONG_AGO,
} from '../../__testUtils__/aTenantCluster';
import { buildConditionTree } from './buildConditionTree';

/** The tree as a person would read it. */
function draw(node: ConditionTreeNode, depth = 0): string[] {
  const { kind, name, count, condition, children } = node;
  const state = condition
    ? ` ${condition.type}=${condition.status}${
        condition.reason ? ` ${condition.reason}` : ''
      }`
    : '';
  const line = `${'  '.repeat(depth)}${kind} ${name}${
    count > 1 ? ` x${count}` : ''
  }${state}`;
  return [line, ...children.flatMap(child => draw(child, depth + 1))];
}

const waiting = aCondition(
  'VirtualMachineProvisioned',
  'WaitingForStaticIPAllocation',
);

describe('buildConditionTree', () => {
  it('shows a healthy cluster in few lines: equal machines are one, echoes are none', () => {
    const machines = ['a', 'b'].map(suffix =>
      aMachine({ name: `acme-md-0-${suffix}` }),
    );

    expect(
      draw(
        buildConditionTree({ cluster: aTenantCluster(), machines, claims: [] }),
      ),
    ).toEqual([
      'Cluster acme Available=True',
      '  ProxmoxCluster acme Ready=True',
      '  KamajiControlPlane acme KamajiControlPlaneIsReady=True',
      '    TenantControlPlane acme Ready=True Ready',
      '  Group Workers',
      '    MachineDeployment acme-md-0 Available=True',
      '      Machine acme-md-0-a, acme-md-0-b x2 Ready=True',
    ]);
  });

  it('hangs what a machine waits for below it, apart from those that are well', () => {
    const machines = [
      aStuckMachine(waiting),
      aMachine({ name: 'acme-md-0-b' }),
      aMachine({ name: 'lonely', pool: undefined }),
    ];
    const tree = buildConditionTree({
      cluster: aTenantCluster(),
      machines,
      claims: [aRefusedClaim('PoolExhausted')],
    });

    expect(draw(tree).slice(4)).toEqual([
      '  Group Workers',
      '    MachineDeployment acme-md-0 Available=True',
      '      Machine acme-md-0-a Ready=False NotReady',
      '        ProxmoxMachine acme-md-0-a VirtualMachineProvisioned=False WaitingForStaticIPAllocation',
      '          IPAddressClaim acme-md-0-a-net0-00-inet Ready=False PoolExhausted',
      '      Machine acme-md-0-b Ready=True',
      '  Group Other',
      '    Machine lonely Ready=True',
    ]);
  });

  it('leaves out what only repeats its machine', () => {
    const machine = aStuckMachine(
      aCondition('VirtualMachineProvisioned', 'NotReady'),
    );
    const tree = buildConditionTree({
      cluster: aTenantCluster(),
      machines: [machine],
      claims: [],
    });

    expect(draw(tree).join('\n')).not.toContain('ProxmoxMachine');
  });

  it('keeps machines apart that wait for different things', () => {
    const machines = [
      aStuckMachine(waiting, { name: 'one' }),
      aStuckMachine(
        aCondition('VirtualMachineProvisioned', 'WaitingForCloudInit'),
        { name: 'two' },
      ),
    ];
    const tree = buildConditionTree({
      cluster: aTenantCluster(),
      machines,
      claims: [],
    });

    expect(draw(tree).filter(line => line.includes(' Machine '))).toHaveLength(
      2,
    );
  });

  it('names three of many, counts all, and tells the oldest time', () => {
    const machines = ['a', 'b', 'c', 'd', 'e'].map((name, index) =>
      aMachine({
        name,
        conditions: [
          aCondition('Ready', undefined, {
            since: index === 3 ? LONG_AGO : A_MOMENT_AGO,
          }),
        ],
      }),
    );
    const tree = buildConditionTree({
      cluster: aTenantCluster(),
      machines,
      claims: [],
    });
    const [group] = tree.children[2].children[0].children;

    expect(group).toMatchObject({
      name: 'a, b, c and 2 more',
      count: 5,
      condition: { since: LONG_AGO },
    });
  });

  it('says of a control plane the first step that is not done, and of what Kamaji made its status', () => {
    const cluster = aTenantCluster({
      controlPlane: {
        kind: 'KamajiControlPlane',
        name: 'acme',
        conditions: [
          aCondition('TenantControlPlaneCreated'),
          aCondition('TenantControlPlaneAddressReady', 'Failed'),
          aCondition('KamajiControlPlaneIsReady', 'Pending'),
        ],
        tenantControlPlane: {
          name: 'acme',
          status: 'Provisioning',
          serviceAddresses: [],
        },
      },
    });
    const tree = buildConditionTree({ cluster, machines: [], claims: [] });

    expect(draw(tree).slice(2, 4)).toEqual([
      '  KamajiControlPlane acme TenantControlPlaneAddressReady=False Failed',
      '    TenantControlPlane acme Ready=False Provisioning',
    ]);
    expect(tree.children[1].children[0].condition?.message).toBe(
      'Its Service has no address yet.',
    );
  });

  it('draws a cluster of which nothing is there yet', () => {
    const tree = buildConditionTree({
      cluster: aTenantCluster({
        controlPlane: undefined,
        infrastructure: undefined,
        pools: [],
        conditions: [],
      }),
      machines: [],
      claims: [],
    });

    expect(draw(tree)).toEqual(['Cluster acme']);
  });
});
