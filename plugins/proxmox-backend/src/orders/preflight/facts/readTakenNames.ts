import {
  ClusterApiStack,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import {
  buildTenantCluster,
  ORDER_LABEL,
} from '@rackstage/plugin-proxmox-node';
import { readObject } from '../../readObject';
import { KubeWriter, locateWritable } from '../../writableKinds';
import { attempt, FactLogger } from './attempt';

/**
 * The objects of the order's names that exist in the namespace and are not of this order, and `undefined` where none
 * was found but not all could be looked for.
 */
export async function readTakenNames(options: {
  client: Pick<KubeWriter, 'get'>;
  spec: TenantClusterOrderSpec;
  stack: ClusterApiStack;
  orderId?: string;
  signal: AbortSignal;
  logger: FactLogger;
}): Promise<string[] | undefined> {
  const { client, spec, stack, orderId, signal, logger } = options;
  const get: typeof client.get = location => client.get(location, signal);
  const found = await Promise.all(
    listObjectNames(spec, stack).map(object =>
      attempt(
        `${object.kind} ${object.name}`,
        async () => {
          const location = locateWritable(object, spec.tenant);
          const live = await readObject({ get }, location);
          const isOwn =
            orderId && live?.metadata.labels?.[ORDER_LABEL] === orderId;
          return live && !isOwn ? [`${object.kind} ${object.name}`] : [];
        },
        logger,
      ),
    ),
  );
  const taken = found.flatMap(names => names ?? []);
  return taken.length || !found.includes(undefined) ? taken : undefined;
}

/** What an order creates; the machine template is left out, because its name follows from what is in it. */
export function listObjectNames(
  spec: TenantClusterOrderSpec,
  stack: ClusterApiStack,
) {
  const anyPlan = {
    orderId: '',
    owner: '',
    spec,
    templateNode: '',
    templateTags: [],
    vmidRange: { start: 0, end: 0 },
    credentials: { url: 'https://localhost', tokenId: '', secret: '' },
    settings: {},
  };
  return buildTenantCluster(anyPlan, stack)
    .filter(({ kind }) => kind !== 'ProxmoxMachineTemplate')
    .map(({ apiVersion, kind, metadata }) => ({
      apiVersion,
      kind,
      ...metadata,
    }));
}
