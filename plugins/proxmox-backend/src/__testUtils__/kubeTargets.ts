import { mockServices } from '@backstage/backend-test-utils';
import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import {
  KubeConnection,
  readProxmoxConfig,
} from '@rackstage/plugin-proxmox-node';
import { ManagementFault, Simulator } from '@rackstage/simulator';
import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { json } from 'node:stream/consumers';

/** Whoever RBAC grants something to. */
export interface Subject {
  kind: 'ServiceAccount' | 'User';
  name: string;
  namespace?: string;
  apiGroup?: string;
}

const RBAC = 'rbac.authorization.k8s.io';
const account = { namespace: 'rackstage', name: 'rackstage' };

/** An API server with the kinds of one stack on which no controller acts. */
export interface KubeTarget {
  title: string;
  stack: ClusterApiStack;
  /** May do everything. */
  connect: (simulator: Simulator) => Promise<KubeConnection>;
  /** Whose rights those of the portal's account are. */
  subject: Subject;
  /** A token of that subject. */
  getToken: (
    simulator: Simulator,
    connection: KubeConnection,
  ) => Promise<string>;
  /** What was called since the last time, as `verb group/resource`; only a simulated server can tell. */
  takeCalls?: (simulator: Simulator) => string[];
}

type ControllerName = Extract<
  ManagementFault,
  { kind: 'controller-off' }
>['name'];

/** All of them: with one that is missing here this does not compile. */
const controllers: Record<ControllerName, 'off'> = {
  cluster: 'off',
  'kamaji-control-plane': 'off',
  kamaji: 'off',
  'load-balancer': 'off',
  'proxmox-cluster': 'off',
  'kubeadm-config': 'off',
  'machine-deployment': 'off',
  'machine-set': 'off',
  machine: 'off',
  'machine-health-check': 'off',
  'proxmox-machine': 'off',
  ipam: 'off',
  kubelet: 'off',
};

function simulated(stack: ClusterApiStack): KubeTarget {
  const find = (simulator: Simulator) =>
    simulator.managementClusters.find(cluster => cluster.stack === stack)!;
  return {
    title: `simulated, ${stack}`,
    stack,
    subject: { kind: 'User', name: 'none', apiGroup: RBAC },
    async connect(simulator) {
      const cluster = find(simulator);
      for (const name of Object.keys(controllers) as ControllerName[]) {
        cluster.inject({ kind: 'controller-off', name });
      }
      return parseKubeconfig(cluster.kubeconfig('admin'));
    },
    getToken: async simulator => find(simulator).tokens.none,
    takeCalls(simulator) {
      const cluster = find(simulator);
      const templates = Object.keys(cluster.calls().byTemplate);
      cluster.resetCalls();
      return templates.flatMap(toVerbs);
    },
  };
}

/** The rights that a call needs. */
function toVerbs(template: string): string[] {
  const [, method, resource, name] =
    /^(\w+) ([^/{][^{]*?)(\/\{name\})?$/.exec(template) ?? [];
  const verbs: Record<string, string[]> = {
    GET: name ? ['get'] : ['list'],
    WATCH: ['watch'],
    // Server-side apply may make what is not there.
    PATCH: ['create', 'patch'],
    POST: ['create'],
    DELETE: ['delete'],
  };
  return (verbs[method] ?? []).map(verb => `${verb} ${resource}`);
}

function real(stack: ClusterApiStack, kubeconfig: string): KubeTarget {
  return {
    title: `real, ${stack}`,
    stack,
    subject: { kind: 'ServiceAccount', ...account },
    connect: async () => parseKubeconfig(readFileSync(kubeconfig, 'utf8')),
    getToken: (_, connection) => requestToken(connection),
  };
}

function parseKubeconfig(kubeconfig: string): KubeConnection {
  const { managementClusters } = readProxmoxConfig(
    mockServices.rootConfig({
      data: {
        proxmox: { clusters: [], kubernetes: [{ name: 'target', kubeconfig }] },
      },
    }),
  );
  return managementClusters[0].connection;
}

/** A token for an hour, as `kubectl create token` gets one; the API server makes it without any controller. */
async function requestToken(connection: KubeConnection): Promise<string> {
  const { namespace, name } = account;
  const path = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}/token`;
  const answer = await new Promise<{ status?: { token: string } }>(
    (resolve, reject) => {
      const call = request(
        new URL(path, connection.url),
        {
          method: 'POST',
          ca: connection.ca,
          cert: connection.clientCertificate,
          key: connection.clientKey,
          headers: {
            'content-type': 'application/json',
            ...(connection.token && {
              authorization: `Bearer ${connection.token}`,
            }),
          },
        },
        response =>
          json(response).then(
            body => resolve(body as { status?: { token: string } }),
            reject,
          ),
      );
      call.on('error', reject);
      call.end(
        JSON.stringify({
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {},
        }),
      );
    },
  );
  if (!answer.status) {
    throw new Error(`No token for ${name}: ${JSON.stringify(answer)}`);
  }
  return answer.status.token;
}

const variables: Record<ClusterApiStack, string> = {
  v1beta1: 'RACKSTAGE_REAL_KUBE_V1BETA1',
  v1beta2: 'RACKSTAGE_REAL_KUBE_V1BETA2',
};

/** The simulated API servers, and the real ones that the environment names. */
export function listKubeTargets(): KubeTarget[] {
  const stacks: ClusterApiStack[] = ['v1beta1', 'v1beta2'];
  return stacks.flatMap(stack => {
    const variable = variables[stack];
    const kubeconfig = process.env[variable];
    if (!kubeconfig) {
      process.stdout.write(
        `No real API server of stack ${stack}: these tests are skipped. Set ${variable} to the path of a kubeconfig to run them, see CONTRIBUTING.md.\n`,
      );
      return [simulated(stack)];
    }
    if (!existsSync(kubeconfig)) {
      throw new Error(`${variable} names no file: ${kubeconfig}`);
    }
    return [simulated(stack), real(stack, kubeconfig)];
  });
}
