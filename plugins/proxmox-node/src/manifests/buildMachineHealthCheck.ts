import { ClusterApiStack } from '@rackstage/plugin-proxmox-common';
import { apiVersionOf } from './apiVersions';
import { buildMetadata, DEPLOYMENT_NAME_LABEL } from './buildMetadata';
import { KubeManifest } from './KubeManifest';
import { nameTenantCluster } from './tenantClusterNames';
import { TenantClusterPlan } from './TenantClusterPlan';

const STARTUP_SECONDS = 1200;
const UNHEALTHY_SECONDS = 300;
const UNHEALTHY_STATUSES = ['False', 'Unknown'];

/**
 * Replaces broken workers. Every pool has one: where capmox gives up on a machine it never tries again, and in the new
 * stack nothing else tells Cluster API so.
 */
export function buildMachineHealthCheck(
  plan: TenantClusterPlan,
  stack: ClusterApiStack,
): KubeManifest {
  const { pool } = nameTenantCluster(plan.spec.name);
  return {
    apiVersion: apiVersionOf(stack, 'cluster'),
    kind: 'MachineHealthCheck',
    metadata: buildMetadata(plan, pool),
    spec: {
      clusterName: plan.spec.name,
      selector: { matchLabels: { [DEPLOYMENT_NAME_LABEL]: pool } },
      ...buildChecks(stack, chooseLimit(plan.spec.pool.replicas)),
    },
  };
}

/** Cluster API rounds down: 40 % of two workers would be none, and nothing would ever be replaced. */
function chooseLimit(replicas: number): number | string {
  return replicas * 0.4 < 1 ? 1 : '40%';
}

function buildChecks(stack: ClusterApiStack, limit: number | string) {
  return stack === 'v1beta1'
    ? {
        maxUnhealthy: limit,
        nodeStartupTimeout: `${STARTUP_SECONDS / 60}m`,
        unhealthyConditions: UNHEALTHY_STATUSES.map(status => ({
          type: 'Ready',
          status,
          timeout: `${UNHEALTHY_SECONDS}s`,
        })),
      }
    : {
        checks: {
          nodeStartupTimeoutSeconds: STARTUP_SECONDS,
          unhealthyNodeConditions: UNHEALTHY_STATUSES.map(status => ({
            type: 'Ready',
            status,
            timeoutSeconds: UNHEALTHY_SECONDS,
          })),
        },
        remediation: { triggerIf: { unhealthyLessThanOrEqualTo: limit } },
      };
}
