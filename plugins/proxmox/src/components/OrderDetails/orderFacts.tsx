import {
  Order,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { Translate } from '../../translation';
import { EntityLink } from '../EntityLink';
import { Fact } from '../FactList';

/** Who ordered, when and for whom. */
export function orderFacts(
  order: Order,
  { t, locale }: { t: Translate; locale: string },
): Fact[] {
  return [
    {
      label: t('orders.entity'),
      value:
        order.state === 'ready' ? (
          <EntityLink entityRef={order.entityRef} expected>
            {order.spec.name}
          </EntityLink>
        ) : undefined,
    },
    {
      label: t('orders.requestedBy'),
      value: <EntityLink entityRef={order.requestedBy} />,
    },
    { label: t('guest.owner'), value: <EntityLink entityRef={order.owner} /> },
    {
      label: t('orders.createdAt'),
      value: formatTime(order.createdAt, locale),
    },
    {
      label: t('orders.updatedAt'),
      value: formatTime(order.updatedAt, locale),
    },
  ];
}

/** Everything that was asked for. */
export function specFacts(spec: TenantClusterOrderSpec, t: Translate): Fact[] {
  const { pool, proxmox, network, component } = spec;
  return [
    { label: t('order.name'), value: spec.name },
    { label: t('order.tenant'), value: spec.tenant },
    { label: t('order.managementCluster'), value: spec.managementCluster },
    { label: t('order.version'), value: spec.version },
    {
      label: t('order.component'),
      value: component && <EntityLink entityRef={component} />,
    },
    {
      label: t('order.controlPlaneReplicas'),
      value: String(spec.controlPlaneReplicas),
    },
    { label: t('order.replicas'), value: String(pool.replicas) },
    { label: t('order.cores'), value: String(pool.cores) },
    { label: t('order.memoryMiB'), value: `${pool.memoryMiB} MiB` },
    { label: t('order.diskGiB'), value: `${pool.diskGiB} GiB` },
    { label: t('order.source'), value: proxmox.source },
    { label: t('order.template'), value: String(proxmox.template) },
    { label: t('order.storage'), value: proxmox.storage },
    { label: t('order.bridge'), value: proxmox.bridge },
    { label: t('order.vlan'), value: proxmox.vlan && String(proxmox.vlan) },
    { label: t('order.nodes'), value: proxmox.nodes.join(', ') },
    { label: t('order.addresses'), value: network.addresses },
    { label: t('order.prefix'), value: String(network.prefix) },
    { label: t('order.gateway'), value: network.gateway },
    { label: t('order.dnsServers'), value: network.dnsServers.join(', ') },
  ];
}
