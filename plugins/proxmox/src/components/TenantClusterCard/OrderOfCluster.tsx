import { Link } from '@backstage/ui';
import { Order, TenantCluster } from '@rackstage/plugin-proxmox-common';
import { useOrders } from '../../hooks';
import { useOrdersPath } from '../../routing';
import { useProxmoxTranslation } from '../../translation';

/** Leads to the order that a tenant cluster came from, where there is one that the viewer may see. */
export function OrderOfCluster(props: { cluster: TenantCluster }) {
  const { t } = useProxmoxTranslation();
  const path = useOrdersPath();
  const order = newestOrderOf(props.cluster, useOrders().data?.items ?? []);
  return path && order ? (
    <Link href={`${path}/${order.id}`} variant="body-medium">
      {t('orders.ofCluster')}
    </Link>
  ) : null;
}

function newestOrderOf(
  { entityRef }: TenantCluster,
  orders: Order[],
): Order | undefined {
  return orders
    .filter(order => order.entityRef === entityRef)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
}
