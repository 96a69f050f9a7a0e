import { KubeServer } from '../../kube/api/KubeServer';
import { kindTable } from '../../kube/object/kindTable';
import type { KubeObject } from '../../kube/object/types';
import { CertificateAuthority } from '../../pve/certificates';
import { Simulator, startSimulator } from '../../startSimulator';
import { modernConditions } from '../objects/conditions';
import type { Condition } from '../objects/kinds';
import { KindName, kindRef, StackName } from '../objects/stack';
import type { ControllerName } from '../runtime/Controller';
import { ControllerApi } from '../runtime/ControllerApi';
import { Controllers, startControllers } from '../startControllers';
import {
  clusterManifests,
  ClusterOrder,
} from '../../scenarios/kubernetes/clusterManifests';

/** A management cluster over the default site, with its controllers. */
export class ManagementWorld {
  lines: string[] = [];

  private constructor(
    readonly stack: StackName,
    readonly api: ControllerApi,
    private readonly parts: {
      simulator: Simulator;
      server: KubeServer;
      controllers: Controllers;
    },
  ) {}

  get simulator(): Simulator {
    return this.parts.simulator;
  }

  get controllers(): Controllers {
    return this.parts.controllers;
  }

  static async start(options: {
    stack: StackName;
    switchedOff?: ControllerName[];
    speed?: number;
  }): Promise<ManagementWorld> {
    const { stack, switchedOff, speed = 300 } = options;
    const simulator = await startSimulator({ clock: { speed } });
    const { clock } = simulator;
    const authority = await CertificateAuthority.create();
    const server = await KubeServer.start({
      name: 'mgmt',
      kinds: kindTable(stack === 'v1beta1' ? 'compat' : 'latest'),
      clock,
      authority,
    });
    const api = new ControllerApi(server);
    seed(api);
    const lines: string[] = [];
    const controllers = startControllers({
      stack,
      api,
      clock,
      sites: () => simulator.sites,
      switchedOff,
      log: line => lines.push(line),
      tenantServers: async ({ name }) => {
        const tenant = await KubeServer.start({
          name,
          kinds: kindTable('tenant'),
          clock,
          authority: await CertificateAuthority.create(),
        });
        return {
          url: tenant.url,
          caPem: tenant.caPem,
          api: new ControllerApi(tenant),
          kubeconfig: () => tenant.kubeconfig(),
          close: () => tenant.close(),
        };
      },
    });
    const world = new ManagementWorld(stack, api, {
      simulator,
      server,
      controllers,
    });
    world.lines = lines;
    return world;
  }

  /** `adjust` changes the manifests before they are applied. */
  order(
    parts: Partial<ClusterOrder> = {},
    adjust: (object: KubeObject) => KubeObject = object => object,
  ): KubeObject[] {
    const site = this.simulator.site('fra');
    const { id, secret } = site.tokens.provisioning;
    return clusterManifests({
      stack: this.stack,
      namespace: 'tenant-team-a',
      name: 'acme',
      credentials: {
        url: site.nodes[0].url,
        token: id,
        secret,
        caPem: site.caPem,
      },
      ...parts,
    }).map(object => this.api.create(adjust(object), 'portal'));
  }

  find<T extends KubeObject>(kind: KindName, name: string): T | undefined {
    return this.api.find<T>(kindRef(this.stack, kind), 'tenant-team-a', name);
  }

  list<T extends KubeObject>(kind: KindName): T[] {
    return this.api.list<T>(kindRef(this.stack, kind), 'tenant-team-a');
  }

  condition(kind: KindName, name: string, type: string): Condition | undefined {
    const status = this.find(kind, name)?.status as
      | Parameters<typeof modernConditions>[1]
      | undefined;
    const known = [
      ...modernConditions(this.stack, status),
      ...(status?.conditions ?? []),
    ];
    return known.find(c => c.type === type);
  }

  isReady(name = 'acme'): boolean {
    return this.condition('Cluster', name, 'Available')?.status === 'True';
  }

  /** Waits until something is so; fails with what the controllers said. */
  async until(
    what: string,
    isSo: () => boolean,
    timeoutMs = 15_000,
  ): Promise<void> {
    const deadline = Date.now() + timeoutMs;
    while (!isSo()) {
      if (Date.now() > deadline) {
        throw new Error(
          `It did not come to this: ${what}.\n${this.lines
            .slice(-8)
            .join('\n')}`,
        );
      }
      await new Promise(resolve => {
        setTimeout(resolve, 15);
      });
    }
  }

  async close(): Promise<void> {
    await this.controllers.close();
    await this.parts.server.close();
    await this.simulator.close();
  }
}

function seed(api: ControllerApi): void {
  for (const name of ['tenant-team-a', 'metallb-system']) {
    const namespace = {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name },
    };
    api.create(namespace, 'test');
  }
  api.create(
    {
      ...kindRef('v1beta2', 'IPAddressPool'),
      metadata: { name: 'tenant-api', namespace: 'metallb-system' },
      spec: { addresses: ['10.0.0.200-10.0.0.220'] },
    },
    'test',
  );
}
