import { Simulator, startSimulator } from '../startSimulator';
import type { ManagementCluster } from '../ManagementCluster';
import { clusterManifests } from '../scenarios/kubernetes/clusterManifests';
import { workerTemplate } from '../scenarios/kubernetes/workerHardware';
import type { Condition, ConditionLists } from './objects/kinds';
import { KindName, kindRef } from './objects/stack';
import { modernConditions } from './objects/conditions';
import type { ControllerApi } from './runtime/ControllerApi';

type WithConditions = {
  metadata: { name?: string };
  status?: ConditionLists;
};

describe.each(['mgmt-a', 'mgmt-b'])('an order on %s while', name => {
  let simulator: Simulator;
  let cluster: ManagementCluster;
  let api: ControllerApi;
  let ordered = 0;
  let current = '';

  beforeAll(async () => {
    simulator = await startSimulator({
      clock: { speed: 300 },
      kubernetes: true,
    });
    cluster = simulator.managementCluster(name);
    api = cluster.api;
  });

  afterAll(async () => {
    await simulator?.close();
  });

  afterEach(async () => {
    await cluster.clear();
    simulator.site('fra').clear();
  });

  function order() {
    ordered += 1;
    current = `umbrella-${ordered}`;
    const site = simulator.site('fra');
    const { id, secret } = site.tokens.provisioning;
    clusterManifests({
      stack: cluster.stack,
      namespace: 'tenant-team-c',
      name: current,
      credentials: {
        url: site.nodes[0].url,
        token: id,
        secret,
        caPem: site.caPem,
      },
      replicas: 1,
      addresses: ['10.0.0.150-10.0.0.160'],
      templateID: workerTemplate,
    }).forEach(object => api.create(object, 'portal'));
  }

  function conditions(kind: KindName): Condition[] {
    const objects = api.list(
      kindRef(cluster.stack, kind),
      'tenant-team-c',
    ) as WithConditions[];
    const object = objects.find(({ metadata }) =>
      metadata.name?.startsWith(current),
    );
    return [
      ...(object?.status?.conditions ?? []),
      ...modernConditions(cluster.stack, object?.status),
    ];
  }

  async function until(isSo: () => boolean): Promise<void> {
    const deadline = Date.now() + 8000;
    while (!isSo()) {
      if (Date.now() > deadline) {
        const seen = (['ProxmoxMachine', 'Cluster'] as const).map(conditions);
        throw new Error(`It did not come to this. ${JSON.stringify(seen)}`);
      }
      await new Promise(resolve => {
        setTimeout(resolve, 15);
      });
    }
  }

  const has = (kind: KindName, words: Partial<Condition>) =>
    conditions(kind).some(condition =>
      Object.entries(words).every(
        ([key, value]) => condition[key as keyof Condition] === value,
      ),
    );
  const isReady = () => has('Cluster', { type: 'Available', status: 'True' });

  it('all is well ends with a cluster that is available', async () => {
    order();
    await until(isReady);
    expect(has('ProxmoxMachine', { type: 'Ready', status: 'True' })).toBe(true);
  });

  it('addresses for machines are used up waits for one, and goes on', async () => {
    cluster.inject({ kind: 'ip-pool-exhausted' });
    order();
    await until(() => has('IPAddressClaim', { reason: 'PoolExhausted' }));
    expect(
      has('ProxmoxMachine', { reason: 'WaitingForStaticIPAllocation' }),
    ).toBe(true);
    await cluster.clear('ip-pool-exhausted');
    await until(isReady);
  });

  it('addresses for APIs are used up has no endpoint, and goes on', async () => {
    cluster.inject({ kind: 'lb-pool-empty' });
    order();
    await until(() =>
      has('ProxmoxCluster', { reason: 'MissingControlPlaneEndpoint' }),
    );
    expect(
      has('KamajiControlPlane', {
        message: 'Control Plane Endpoint is not yet available',
      }),
    ).toBe(true);
    await cluster.clear();
    await until(isReady);
  });

  it('the template is missing cannot clone, and goes on', async () => {
    cluster.inject({ kind: 'template-missing' });
    order();
    await until(() => has('ProxmoxMachine', { reason: 'CloningFailed' }));
    expect(
      conditions('ProxmoxMachine').some(c => /9010/.test(c.message ?? '')),
    ).toBe(true);
    await cluster.clear('template-missing');
    await until(isReady);
  });

  it('the template is locked by another clone says so, and goes on', async () => {
    const site = simulator.site('fra');
    site.inject({ kind: 'clone-lock' });
    order();
    await until(() => has('ProxmoxMachine', { reason: 'CloningFailed' }));
    expect(
      conditions('ProxmoxMachine').some(c => /locked/.test(c.message ?? '')),
    ).toBe(true);
    site.clear('clone-lock');
    await until(isReady);
  });

  it('no agent answers waits where the provider waits, and goes on', async () => {
    const site = simulator.site('fra');
    site.inject({ kind: 'agent-silent' });
    order();
    const reason =
      cluster.stack === 'v1beta1' ? 'PoweringOn' : 'WaitingForCloudInit';
    await until(() => has('ProxmoxMachine', { reason }));
    expect(isReady()).toBe(false);
    site.clear('agent-silent');
    await until(isReady);
  });

  it('a controller is off waits for it', async () => {
    cluster.inject({ kind: 'controller-off', name: 'kubeadm-config' });
    order();
    await until(() =>
      has('ProxmoxMachine', { reason: 'WaitingForBootstrapData' }),
    );
    await cluster.clear('controller-off');
    await until(isReady);
    expect(() =>
      cluster.inject({ kind: 'controller-off', name: 'nobody' as 'ipam' }),
    ).toThrow(/no controller 'nobody'.*kamaji/);
  });
});
