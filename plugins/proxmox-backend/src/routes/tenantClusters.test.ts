import { PermissionsService } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { MiddlewareFactory } from '@backstage/backend-defaults/rootHttpRouter';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  ProxmoxResource,
  SourceState,
  Task,
  proxmoxResourceReadPermission,
  tenantClusterAnswerSchema,
  tenantClustersAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import {
  PveError,
  createProxmoxConditionalDecision,
  proxmoxConditions,
  proxmoxPermissionRules,
} from '@rackstage/plugin-proxmox-node';
import express from 'express';
import request from 'supertest';
import { aSnapshot, aSourceState } from '../__testUtils__/aSourceState';
import {
  aCondition,
  aManagementCluster,
  aStuckMachine,
  aTenantCluster,
  NOW,
} from '../__testUtils__/aTenantCluster';
import { ProxmoxAccess } from '../access/ProxmoxAccess';
import { TenantClustersService } from '../services/tenantClusters/TenantClustersService';
import { createTenantClustersRouter } from './tenantClusters';

const teamA = 'group:default/team-a';
const teamB = 'group:default/team-b';

const acme = aTenantCluster();
const globex = aTenantCluster({
  namespace: 'tenant-team-b',
  name: 'globex',
  owner: teamB,
});
const machine = aStuckMachine(
  aCondition('VirtualMachineProvisioned', 'TaskFailed', {
    message: 'qmconfig: failed',
  }),
);

const resources: ProxmoxResource[] = [
  { type: 'tenant-cluster' as const, id: 'tenant-team-a.acme', owner: teamA },
  { type: 'tenant-cluster' as const, id: 'tenant-team-b.globex', owner: teamB },
]
  .map(part => ({ ...part, source: 'mgmt-a', tags: [] }))
  .map(part => ({ ...part, ref: `${part.source}/${part.type}/${part.id}` }));

const aTask = (id: string, changes: Partial<Task> = {}): Task => ({
  source: 'fra',
  upid: `UPID:pve1:0000ABCD:01234567:6740A0B0:qmconfig:${id}:capmox@pve:`,
  node: 'pve1',
  type: 'qmconfig',
  id,
  user: 'capmox@pve',
  startedAt: NOW.toISOString(),
  outcome: 'failed',
  message: 'got no space',
  ...changes,
});

/** A user sees what the group of the same name owns. */
function setUp(options: { guestOwner?: string; tasks?: Task[] } = {}) {
  const guest: ProxmoxResource = {
    ref: 'fra/qemu/20000',
    source: 'fra',
    type: 'qemu',
    id: '20000',
    owner: options.guestOwner ?? teamA,
    tags: [],
  };
  const index = new Map([...resources, guest].map(item => [item.ref, item]));
  const ownerOf = ({ credentials }: { credentials: unknown }) =>
    (
      credentials as ReturnType<typeof mockCredentials.user>
    ).principal.userEntityRef.replace('user', 'group');
  const permissions: PermissionsService = {
    async authorize(queries, asker) {
      const owner = ownerOf(asker as { credentials: unknown });
      return queries.map(query => {
        const ref = 'resourceRef' in query ? query.resourceRef : undefined;
        const allowed = ref !== undefined && index.get(ref)?.owner === owner;
        return {
          result: allowed ? AuthorizeResult.ALLOW : AuthorizeResult.DENY,
        };
      });
    },
    async authorizeConditional(queries, asker) {
      const claims = [ownerOf(asker as { credentials: unknown })];
      return queries.map(
        (): PolicyDecision =>
          createProxmoxConditionalDecision(
            proxmoxResourceReadPermission,
            proxmoxConditions.isOwner({ claims }),
          ),
      );
    },
  };
  const rules = Object.values(proxmoxPermissionRules);
  const logsAsked: string[] = [];
  const source: SourceState = aSourceState({
    data: aSnapshot({ tasks: options.tasks ?? [] }),
  });
  const state = aManagementCluster([acme, globex], [machine]);
  const access = ProxmoxAccess.create({
    permissions,
    ruleset: { getRuleByName: name => rules.find(rule => rule.name === name)! },
    inventory: { getResource: ref => index.get(ref) },
  });
  const tenantClusters = TenantClustersService.create({
    access,
    now: () => NOW,
    inventory: {
      getSources: () => [source],
      getManagementClusters: () => [state],
      getManagementCluster: name => (name === 'mgmt-a' ? state : undefined),
      getClient: name => {
        logsAsked.push(name);
        throw new PveError({
          source: 'fra',
          method: 'GET',
          pathTemplate: '/nodes/{node}/tasks/{upid}/log',
          retryable: true,
          kind: 'timeout',
          status: 0,
          reason: 'no answer in 5 s',
          nextStep: 'Look at pve1.',
        });
      },
    },
  });
  const app = express();
  app.use(
    createTenantClustersRouter({
      httpAuth: mockServices.httpAuth(),
      access,
      tenantClusters,
    }),
  );
  app.use(
    MiddlewareFactory.create({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig(),
    }).error(),
  );
  const get = (team: string, path: string) =>
    request(app)
      .get(path)
      .set(
        'authorization',
        mockCredentials.user.header(`user:default/${team}`),
      );
  return { get, logsAsked };
}

describe('/v1/tenant-clusters', () => {
  it('lists to each team its own clusters, with the age of what is shown', async () => {
    const { get } = setUp();
    const { body } = await get('team-a', '/v1/tenant-clusters').expect(200);
    const answer = tenantClustersAnswerSchema.parse(body);

    expect(answer.items.map(({ name }) => name)).toEqual(['acme']);
    expect(answer.sources).toMatchObject([
      { name: 'mgmt-a', health: 'healthy', asOf: NOW.toISOString() },
    ]);
    expect(JSON.stringify(body)).not.toContain('globex');
  });

  it('shows nothing at all to strangers, not even that the management cluster exists', async () => {
    const { get } = setUp();
    const { body } = await get('nobody', '/v1/tenant-clusters').expect(200);

    expect(body).toEqual({ items: [], sources: [] });
    await get('nobody', '/v1/tenant-clusters?source=mgmt-a').expect(404);
  });

  it('refuses a parameter that it does not know', async () => {
    const { get } = setUp();
    const { body } = await get(
      'team-a',
      '/v1/tenant-clusters?sorce=mgmt-a',
    ).expect(400);

    expect(body.error.message).toContain('sorce: no such parameter');
  });

  it('answers with tree, machines and diagnosis', async () => {
    const { get } = setUp({ tasks: [aTask('20000')] });
    const { body } = await get(
      'team-a',
      '/v1/tenant-clusters/mgmt-a/tenant-team-a/acme',
    ).expect(200);
    const answer = tenantClusterAnswerSchema.parse(body);

    expect(answer.cluster.name).toBe('acme');
    expect(answer.machines).toHaveLength(1);
    expect(answer.tree.children).toHaveLength(3);
    expect(answer.diagnoses).toMatchObject([{ ruleId: 'machine-failed' }]);
    expect(answer.diagnoses[0].evidence).toMatchObject([
      { kind: 'condition' },
      { kind: 'task', title: 'qmconfig on pve1' },
      // Not an empty log: it could not be read.
      { kind: 'log', text: 'The log cannot be read at present.' },
    ]);
  });

  it('gives the same answer for a cluster of another team and for none', async () => {
    const { get } = setUp();
    const foreign = await get(
      'team-b',
      '/v1/tenant-clusters/mgmt-a/tenant-team-a/acme',
    ).expect(404);
    const missing = await get(
      'team-b',
      '/v1/tenant-clusters/mgmt-a/tenant-team-a/none',
    ).expect(404);

    expect(foreign.body.error.message).toBe(
      missing.body.error.message.replace('none', 'acme'),
    );
  });

  it('hides a virtual machine that the caller may not read, and its tasks', async () => {
    const { get, logsAsked } = setUp({
      guestOwner: teamB,
      tasks: [aTask('20000')],
    });
    const { body } = await get(
      'team-a',
      '/v1/tenant-clusters/mgmt-a/tenant-team-a/acme',
    ).expect(200);

    expect(body.machines[0].guest).toBeUndefined();
    expect(JSON.stringify(body)).not.toContain('got no space');
    expect(logsAsked).toEqual([]);
  });

  it('does not read the log of a task that only the tenant claims to wait for', async () => {
    const foreign = aTask('999');
    machine.proxmoxMachine!.task = foreign.upid;
    const { get, logsAsked } = setUp({ tasks: [foreign] });
    await get('team-a', '/v1/tenant-clusters/mgmt-a/tenant-team-a/acme').expect(
      200,
    );

    expect(logsAsked).toEqual([]);
  });
});
