import { PveClient } from '../client/PveClient';
import { PveError } from '../client/PveError';
import { NetworkFacts, NetworksReading, ReadingRemark } from '../facts';
import { toNodeNetworks, toVnets } from '../toModel/toNetworks';
import { readNodeInterfaces, readVnets } from '../wire/networks';
import { ReadOptions } from './ReadOptions';
import { understand } from './understand';

interface Part {
  networks: NetworkFacts[];
  remarks: ReadingRemark[];
  isRead: boolean;
}

/**
 * The slow lane's networks: one call per node and one for the VNets. A node that does not answer costs the others
 * nothing. Bridges are missing silently where the credentials lack SDN.Audit.
 *
 * @throws only the signal's own reason; whatever else fails is in the remarks.
 * @public
 */
export async function readNetworks(
  client: PveClient,
  nodes: readonly string[],
  options: ReadOptions = {},
): Promise<NetworksReading> {
  const [vnets, ...perNode] = await Promise.all([
    readPart(() => readClusterVnets(client, options), '/cluster/sdn/vnets'),
    ...nodes.map(node =>
      readPart(
        () => readNetworksOfNode(client, node, options),
        `/nodes/${node}/network`,
      ),
    ),
  ]);
  const parts = [...perNode, vnets];
  return {
    networks: parts.flatMap(part => part.networks),
    nodesRead: nodes.filter((_, index) => perNode[index].isRead),
    vnetsRead: vnets.isRead,
    remarks: parts.flatMap(part => part.remarks),
  };
}

async function readPart(
  read: () => Promise<Part>,
  subject: string,
): Promise<Part> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PveError)) {
      throw error;
    }
    const reason = error.reason;
    return {
      networks: [],
      remarks: [{ subject: `GET ${subject}`, reason, dropped: true }],
      isRead: false,
    };
  }
}

async function readNetworksOfNode(
  client: PveClient,
  node: string,
  options: ReadOptions,
): Promise<Part> {
  const source = client.name;
  const pathTemplate = '/nodes/{node}/network';
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    path: { node },
    signal: options.signal,
  });
  const { rows, remarks } = understand({ source, pathTemplate, node }, () =>
    readNodeInterfaces(data),
  );
  const networks = toNodeNetworks(rows, { source, node });
  return { networks, remarks, isRead: true };
}

async function readClusterVnets(
  client: PveClient,
  options: ReadOptions,
): Promise<Part> {
  const source = client.name;
  const pathTemplate = '/cluster/sdn/vnets';
  try {
    const { data } = await client.request({
      method: 'GET',
      pathTemplate,
      signal: options.signal,
    });
    const { rows, remarks } = understand({ source, pathTemplate }, () =>
      readVnets(data),
    );
    return { networks: toVnets(rows, source), remarks, isRead: true };
  } catch (error) {
    // Before 8 the SDN packages are optional: without them there are no VNets.
    if (error instanceof PveError && error.kind === 'not-implemented') {
      return { networks: [], remarks: [], isRead: true };
    }
    throw error;
  }
}
