import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf, buildReference } from './apiVersions';
import {
  buildMetadata,
  CLUSTER_NAME_LABEL,
  DEPLOYMENT_NAME_LABEL,
} from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

const DRAIN_SECONDS = 300;
const DETACH_SECONDS = 300;
const NODE_DELETION_SECONDS = 60;

/** How many machines more than wanted may exist while the pool is replaced; each needs an address. @public */
export const MAXIMUM_SURGE = 1;

/** The pool of workers, made of the machine template of that name. */
export function buildMachineDeployment(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
  machineTemplate: string,
): KubeManifest {
  const { spec } = plan;
  const { pool } = nameTenantCluster(spec.name);
  const labels = {
    [CLUSTER_NAME_LABEL]: spec.name,
    [DEPLOYMENT_NAME_LABEL]: pool,
  };
  return {
    apiVersion: apiVersionOf(stack, 'cluster'),
    kind: 'MachineDeployment',
    metadata: buildMetadata(plan, pool),
    spec: {
      clusterName: spec.name,
      replicas: spec.pool.replicas,
      selector: { matchLabels: labels },
      ...buildRollout(stack),
      template: {
        metadata: { labels },
        spec: {
          clusterName: spec.name,
          version: spec.version,
          bootstrap: {
            configRef: buildReference(stack, {
              group: 'bootstrap',
              kind: 'KubeadmConfigTemplate',
              name: pool,
            }),
          },
          infrastructureRef: buildReference(stack, {
            group: 'infrastructure',
            kind: 'ProxmoxMachineTemplate',
            name: machineTemplate,
          }),
          ...buildDeletion(stack),
        },
      },
    },
  };
}

function buildRollout(stack: ClusterApiStack) {
  const strategy = {
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: MAXIMUM_SURGE, maxUnavailable: 0 },
  };
  return stack === 'v1beta1' ? { strategy } : { rollout: { strategy } };
}

/** Without limits a pod that cannot be evicted would keep its machine for ever. */
function buildDeletion(stack: ClusterApiStack) {
  return stack === 'v1beta1'
    ? {
        nodeDrainTimeout: `${DRAIN_SECONDS}s`,
        nodeVolumeDetachTimeout: `${DETACH_SECONDS}s`,
        nodeDeletionTimeout: `${NODE_DELETION_SECONDS}s`,
      }
    : {
        deletion: {
          nodeDrainTimeoutSeconds: DRAIN_SECONDS,
          nodeVolumeDetachTimeoutSeconds: DETACH_SECONDS,
          nodeDeletionTimeoutSeconds: NODE_DELETION_SECONDS,
        },
      };
}
