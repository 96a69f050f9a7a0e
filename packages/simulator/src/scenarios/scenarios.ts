import { Fault } from '../pve/faults';
import { WorldBuilder } from '../pve/world/WorldBuilder';
import { addAccess } from './access';
import { buildEdge } from './edge';
import { buildFra } from './fra';
import { large } from './large';
import { Scenario } from './Scenario';

const regular: Scenario = secrets => [
  { name: 'fra', builder: buildFra(secrets('fra')) },
  { name: 'edge', builder: buildEdge(secrets('edge')) },
];

/** A node as the installer leaves it. */
const empty: Scenario = secrets => {
  const builder = new WorldBuilder();
  addAccess(builder, secrets('empty'));
  builder
    .addNode({ name: 'pve1' })
    .addStorage({
      id: 'local',
      type: 'dir',
      content: ['iso', 'vztmpl', 'backup', 'import'],
    })
    .addStorage({ id: 'local-lvm', type: 'lvmthin' });
  return [{ name: 'empty', builder }];
};

function withFault(fault: Fault): Scenario {
  return secrets =>
    regular(secrets).map(site =>
      site.name === 'fra' ? { ...site, faults: [fault] } : site,
    );
}

/** Every scenario by name; the fault ones are the default site with one fault. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  default: regular,
  empty,
  large,
  'node-down': withFault({ kind: 'node-down', node: 'pve2' }),
  'api-slow': withFault({ kind: 'api-slow', delayMs: 3000 }),
  'api-refusing': withFault({ kind: 'api-refusing' }),
  'token-without-privileges': withFault({ kind: 'token-without-privileges' }),
  'pool-privileges-lost': withFault({
    kind: 'pool-privileges-lost',
    pool: 'team-a',
  }),
  'clone-lock': withFault({ kind: 'clone-lock' }),
  'storage-full': withFault({ kind: 'storage-full', storage: 'local-lvm' }),
  'agent-silent': withFault({ kind: 'agent-silent' }),
  'no-quorum': withFault({ kind: 'no-quorum' }),
  // The sites of these are the default ones: what is wrong is on the management clusters.
  'ip-pool-exhausted': regular,
  'lb-pool-empty': regular,
  'template-missing': regular,
  'watch-broken': regular,
  'kube-api-restarting': regular,
  'many-tenants': regular,
};
