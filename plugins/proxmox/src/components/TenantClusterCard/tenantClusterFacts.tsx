import { TenantClusterAnswer } from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { Translate } from '../../translation';
import { EntityLink } from '../EntityLink';
import { Fact } from '../FactList';
import { workersOf } from './workersOf';

/** Where a tenant cluster lives, whose it is and what it consists of. */
export function tenantClusterFacts(
  answer: TenantClusterAnswer,
  t: Translate,
  locale: string,
): Fact[] {
  const { cluster, source } = answer;
  const { controlPlane, endpoint, version } = cluster;
  return [
    { label: t('tenantCluster.version'), value: version },
    {
      label: t('tenantCluster.endpoint'),
      value: endpoint && `${endpoint.host}:${endpoint.port}`,
    },
    {
      label: t('tenantCluster.controlPlane'),
      value:
        controlPlane?.replicas === undefined
          ? controlPlane?.kind
          : t('tenantCluster.workersReady', {
              ready: String(controlPlane.readyReplicas ?? 0),
              total: String(controlPlane.replicas),
            }),
    },
    {
      label: t('tenantCluster.workers'),
      value: workersText(answer, t),
    },
    { label: t('tenantCluster.managementCluster'), value: source.title },
    { label: t('tenantCluster.namespace'), value: cluster.namespace },
    {
      label: t('guest.owner'),
      value: <EntityLink entityRef={cluster.owner} />,
    },
    {
      label: t('tenantCluster.createdAt'),
      value: formatTime(cluster.createdAt, locale),
    },
    { label: t('tenantCluster.stack'), value: cluster.stack },
  ];
}

function workersText({ cluster }: TenantClusterAnswer, t: Translate): string {
  const { ready, total } = workersOf(cluster);
  return t('tenantCluster.workersReady', {
    ready: String(ready),
    total: String(total),
  });
}
