import { parse } from 'yaml';
import type { Condition, Machine, Secret } from './controllers/objects/kinds';
import { Simulator, startSimulator } from './startSimulator';
import type { ManagementCluster } from './ManagementCluster';
import { fetch, Agent } from 'undici';

/** Reads a path of a management cluster over its socket. */
async function read<T>(
  server: { url: string; caPem: string },
  path: string,
  token: string,
): Promise<T> {
  const dispatcher = new Agent({ connect: { ca: server.caPem } });
  try {
    const answer = await fetch(`${server.url}${path}`, {
      dispatcher,
      headers: { authorization: `Bearer ${token}` },
    });
    return (await answer.json()) as T;
  } finally {
    await dispatcher.close();
  }
}

interface List<T> {
  items: T[];
}

type AnyObject = {
  metadata: { name: string };
  status?: { phase?: string; conditions?: Condition[]; ready?: boolean };
};

const paths = {
  clusters: (stack: string, namespace: string) =>
    `/apis/cluster.x-k8s.io/${stack}/namespaces/${namespace}/clusters`,
  machines: (stack: string, namespace: string) =>
    `/apis/cluster.x-k8s.io/${stack}/namespaces/${namespace}/machines`,
};

/** The first read of a kind is turned away while its storage comes up. */
async function list<T>(cluster: ManagementCluster, path: string): Promise<T[]> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const answer = await read<Partial<List<T>>>(
      cluster,
      path,
      cluster.tokens.portal,
    );
    if (answer.items) return answer.items;
    await new Promise(resolve => {
      setTimeout(resolve, 50);
    });
  }
  throw new Error(`${path} never answered with a list.`);
}

describe('management clusters of the default scenario', () => {
  let simulator: Simulator;

  beforeAll(async () => {
    simulator = await startSimulator({
      clock: { speed: 100 },
      kubernetes: true,
      controlPort: 0,
    });
  });

  afterAll(async () => {
    await simulator?.close();
  });

  it('can be waited for more than once', async () => {
    await expect(
      Promise.all(simulator.managementClusters.map(one => one.settled())),
    ).resolves.toHaveLength(2);
  });

  it('are two, one of each stack', () => {
    expect(
      simulator.managementClusters.map(({ name, stack }) => [name, stack]),
    ).toEqual([
      ['mgmt-a', 'v1beta1'],
      ['mgmt-b', 'v1beta2'],
    ]);
    expect(() => simulator.managementCluster('mgmt-c')).toThrow(
      /mgmt-a, mgmt-b/,
    );
  });

  it('have a cluster whose machines are guests of site fra', async () => {
    const cluster = simulator.managementCluster('mgmt-a');
    const machines = await list<Machine>(
      cluster,
      paths.machines('v1beta1', 'tenant-team-a'),
    );
    const { guests } = simulator.site('fra').world;
    expect(
      machines.map(({ metadata, spec, status }) => [
        metadata.name,
        status?.phase,
        spec.providerID,
      ]),
    ).toEqual(
      [301, 302, 303].map(vmid => {
        const config = guests.get(vmid)?.config ?? {};
        const uuid = String(config.smbios1).replace('uuid=', '');
        return [config.name, 'Running', `proxmox://${uuid}`];
      }),
    );
  });

  it('have one that waits for an address, and say so in claim and machine', async () => {
    const cluster = simulator.managementCluster('mgmt-a');
    const base = '/namespaces/tenant-team-b';
    const claims = await list<AnyObject>(
      cluster,
      `/apis/ipam.cluster.x-k8s.io/v1beta1${base}/ipaddressclaims`,
    );
    const reasons = (object: AnyObject | undefined) =>
      object?.status?.conditions?.map(c => c.reason);
    expect(reasons(claims.find(c => /x9vbt/.test(c.metadata.name)))).toEqual([
      'PoolExhausted',
    ]);
    const machines = await list<AnyObject>(
      cluster,
      `/apis/infrastructure.cluster.x-k8s.io/v1alpha1${base}/proxmoxmachines`,
    );
    expect(machines.map(m => [m.status?.ready, reasons(m)?.[0]])).toEqual([
      [true, undefined],
      [false, 'WaitingForStaticIPAllocation'],
    ]);
  });

  it('hand out a kubeconfig with which the tenant answers, volumes and all', async () => {
    const cluster = simulator.managementCluster('mgmt-a');
    const secret = await read<Secret>(
      cluster,
      '/api/v1/namespaces/tenant-team-a/secrets/acme-kubeconfig',
      cluster.tokens.portal,
    );
    const kubeconfig = parse(
      Buffer.from(secret.data?.value ?? '', 'base64').toString(),
    );
    const [{ cluster: target }] = kubeconfig.clusters;
    const tenant = {
      url: target.server,
      caPem: Buffer.from(
        target['certificate-authority-data'],
        'base64',
      ).toString(),
    };
    expect(tenant.url).toBe(cluster.tenantUrl('tenant-team-a', 'acme'));
    const { token } = kubeconfig.users[0].user;
    const nodes = await read<List<AnyObject>>(tenant, '/api/v1/nodes', token);
    expect(nodes.items).toHaveLength(3);
    const volumes = await read<
      List<{ spec: { csi: { volumeHandle: string } } }>
    >(tenant, '/api/v1/persistentvolumes', token);
    const [region, zone, storage, disk] =
      volumes.items[0].spec.csi.volumeHandle.split('/');
    expect([region, zone]).toEqual(['fra', '']);
    expect(simulator.site('fra').world.guests.get(301)?.config.scsi1).toContain(
      `${storage}:${disk}`,
    );
  });

  it('are the same clusters when they are started again', async () => {
    const identities = (of: Simulator) =>
      Promise.all(
        of.managementClusters.map(async cluster => {
          const { metadata } = await read<{ metadata: { uid: string } }>(
            cluster,
            '/api/v1/namespaces/kube-system',
            cluster.tokens.portal,
          );
          return metadata.uid;
        }),
      );
    const again = await startSimulator({ kubernetes: true });
    try {
      const known = await identities(simulator);
      expect(new Set(known).size).toBe(2);
      expect(await identities(again)).toEqual(known);
    } finally {
      await again.close();
    }
  });

  it('tell strangers nothing', async () => {
    const cluster = simulator.managementCluster('mgmt-b');
    const path = paths.clusters('v1beta2', 'tenant-team-a');
    expect(await list<AnyObject>(cluster, path)).toHaveLength(1);
    expect(await read(cluster, path, cluster.tokens.none)).toMatchObject({
      code: 403,
    });
  });

  it('take faults over the control API', async () => {
    const base = `${simulator.controlUrl}/management-clusters`;
    const overview = await (await fetch(base)).json();
    expect(overview).toMatchObject([
      { name: 'mgmt-a', stack: 'v1beta1' },
      { name: 'mgmt-b', stack: 'v1beta2' },
    ]);
    const faults = `${base}/mgmt-b/faults`;
    const inject = (fault: object) =>
      fetch(faults, { method: 'POST', body: JSON.stringify(fault) });
    const { guests } = simulator.site('fra').world;
    await inject({ kind: 'template-missing', vmid: 9010 });
    expect([guests.has(9010), guests.has(9000)]).toEqual([false, true]);
    await fetch(`${faults}/template-missing`, { method: 'DELETE' });
    expect(guests.has(9010)).toBe(true);
    const refused = await inject({ kind: 'controller-off', name: 'nobody' });
    expect(refused.status).toBe(400);
    expect((await fetch(`${base}/mgmt-c`)).status).toBe(404);
  });
});
