import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments, stringify } from 'yaml';
import { aTenantClusterPlan } from './__testUtils__/aTenantClusterPlan';
import { buildTenantCluster } from './buildTenantCluster';
import {
  COMPONENT_ANNOTATION,
  ORDER_LABEL,
  OWNER_ANNOTATION,
} from './buildMetadata';

const stacks = ['v1beta1', 'v1beta2'] as const;

describe('buildTenantCluster', () => {
  it.each(stacks)('builds the manifests of %s as they are on file', stack => {
    const file = join(__dirname, '__testUtils__/golden', `${stack}.yaml`);

    const golden = parseAllDocuments(readFileSync(file, 'utf8'));

    expect(buildTenantCluster(aTenantClusterPlan(), stack)).toEqual(
      golden.map(document => document.toJS()),
    );
  });

  it.each(stacks)('marks every object of %s with order and owner', stack => {
    const plan = aTenantClusterPlan({ orderId: 'order-1' });

    for (const { metadata } of buildTenantCluster(plan, stack)) {
      expect(metadata.namespace).toBe('tenant-acme');
      expect(metadata.labels?.[ORDER_LABEL]).toBe('order-1');
      expect(metadata.annotations?.[OWNER_ANNOTATION]).toBe(
        'group:default/team-a',
      );
      for (const value of Object.values(metadata.labels ?? {})) {
        expect(value).toMatch(/^([a-zA-Z0-9][-a-zA-Z0-9_.]{0,62})?$/);
      }
    }
  });

  it('names another machine template for another size, and the pool refers to it', () => {
    const small = aTenantClusterPlan();
    const large = aTenantClusterPlan({
      spec: { ...small.spec, pool: { ...small.spec.pool, cores: 8 } },
    });
    const nameOf = (plan: typeof small) => {
      const manifests = buildTenantCluster(plan, 'v1beta2');
      const template = manifests.find(
        ({ kind }) => kind === 'ProxmoxMachineTemplate',
      );
      const pool = manifests.find(({ kind }) => kind === 'MachineDeployment');
      expect(pool).toMatchObject({
        spec: {
          template: {
            spec: { infrastructureRef: { name: template?.metadata.name } },
          },
        },
      });
      return template?.metadata.name;
    };

    expect(nameOf(small)).toMatch(/^acme-md-0-[0-9a-f]{6}$/);
    expect(nameOf(large)).not.toBe(nameOf(small));
  });

  it.each(stacks)('says in the Cluster of %s alone what it is for', stack => {
    const { component: _, ...spec } = aTenantClusterPlan().spec;
    const componentsOf = (plan = aTenantClusterPlan()) =>
      buildTenantCluster(plan, stack).flatMap(({ kind, metadata }) =>
        COMPONENT_ANNOTATION in (metadata.annotations ?? {})
          ? [[kind, metadata.annotations?.[COMPONENT_ANNOTATION]]]
          : [],
      );

    expect(componentsOf()).toEqual([
      ['Cluster', 'component:default/orders-api'],
    ]);
    expect(componentsOf(aTenantClusterPlan({ spec }))).toEqual([]);
    expect(
      componentsOf(aTenantClusterPlan({ spec: { ...spec, component: '' } })),
    ).toEqual([]);
  });

  it('writes a range of addresses as the address management reads it', () => {
    const plan = aTenantClusterPlan();
    const network = {
      ...plan.spec.network,
      addresses: ' 10.0.0.150 - 10.0.0.180 ',
    };
    plan.spec = { ...plan.spec, network };

    expect(buildTenantCluster(plan, 'v1beta2')).toContainEqual(
      expect.objectContaining({
        kind: 'ProxmoxCluster',
        spec: expect.objectContaining({
          ipv4Config: {
            addresses: ['10.0.0.150-10.0.0.180'],
            prefix: 24,
            gateway: '10.0.0.1',
          },
        }),
      }),
    );
  });

  it('leaves out what was not chosen', () => {
    const plan = aTenantClusterPlan({ settings: {} });
    const { vlan: _vlan, ...proxmox } = plan.spec.proxmox;
    plan.spec = { ...plan.spec, proxmox: { ...proxmox, nodes: [] } };
    const text = stringify(buildTenantCluster(plan, 'v1beta2'));

    for (const word of [
      'vlan',
      'allowedNodes',
      'cloud-provider',
      'format',
      'serviceAnnotations',
      'certSANs',
      'users',
    ]) {
      expect(text).not.toContain(word);
    }
  });

  it('takes the settings of the platform', () => {
    const text = stringify(
      buildTenantCluster(
        aTenantClusterPlan({
          settings: {
            dataStore: 'etcd-large',
            certificateNames: ['acme.k8s.example.org'],
            resourcePool: 'capi',
            bootDisk: 'virtio0',
            sshAuthorizedKeys: ['ssh-ed25519 AAAA example'],
            podCidr: '10.100.0.0/16',
            serviceCidr: '10.101.0.0/16',
          },
        }),
        'v1beta1',
      ),
    );

    for (const word of [
      'dataStoreName: etcd-large',
      '- acme.k8s.example.org',
      'pool: capi',
      'disk: virtio0',
      'ssh-ed25519 AAAA example',
      '10.100.0.0/16',
      '10.101.0.0/16',
    ]) {
      expect(text).toContain(word);
    }
  });

  it.each([
    [0, 1],
    [1, 1],
    [2, 1],
    [3, '40%'],
  ])('lets a pool of %s workers replace a broken one', (replicas, limit) => {
    const plan = aTenantClusterPlan();
    plan.spec = { ...plan.spec, pool: { ...plan.spec.pool, replicas } };

    expect(buildTenantCluster(plan, 'v1beta2').at(-1)).toMatchObject({
      kind: 'MachineHealthCheck',
      spec: {
        remediation: { triggerIf: { unhealthyLessThanOrEqualTo: limit } },
      },
    });
  });
});
