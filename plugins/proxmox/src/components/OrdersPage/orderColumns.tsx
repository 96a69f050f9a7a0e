import { Link } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Order } from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { Translate } from '../../translation';
import { DataColumn } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { StatusChip, orderTones } from '../StatusChip';

// The first lines say enough in a list; the page of the order has the rest.
const Message = styled('span')({
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 2,
  overflow: 'hidden',
  maxWidth: 420,
  minWidth: 200,
});

/** Columns of the table of orders. */
export function orderColumns(options: {
  t: Translate;
  locale: string;
  pathOf(id: string): string;
}): DataColumn<Order>[] {
  const { t, locale, pathOf } = options;
  return [
    {
      id: 'name',
      oneLine: true,
      label: t('order.name'),
      sortBy: order => order.spec.name,
      render: order => (
        <Link href={pathOf(order.id)} variant="body-medium">
          {order.spec.name}
        </Link>
      ),
    },
    {
      id: 'state',
      label: t('orders.state'),
      sortBy: order => t(`orderState.${order.state}`),
      render: order => (
        <StatusChip tone={orderTones[order.state]}>
          {t(`orderState.${order.state}`)}
        </StatusChip>
      ),
    },
    {
      id: 'tenant',
      oneLine: true,
      label: t('order.tenant'),
      sortBy: order => order.spec.tenant,
      render: order => order.spec.tenant,
    },
    {
      id: 'managementCluster',
      oneLine: true,
      label: t('order.managementCluster'),
      sortBy: order => order.spec.managementCluster,
      render: order => order.spec.managementCluster,
    },
    {
      id: 'requestedBy',
      label: t('orders.requestedBy'),
      sortBy: order => order.requestedBy,
      render: order => <EntityLink entityRef={order.requestedBy} />,
    },
    {
      id: 'createdAt',
      oneLine: true,
      label: t('orders.createdAt'),
      sortBy: order => order.createdAt,
      render: order => formatTime(order.createdAt, locale),
    },
    {
      id: 'message',
      label: t('orders.message'),
      render: order =>
        order.message ? (
          <Message title={order.message}>{order.message}</Message>
        ) : (
          t('state.none')
        ),
    },
  ];
}
