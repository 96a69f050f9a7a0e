import { useMemo } from 'react';
import { useOrders } from '../../hooks';
import { useOrderPlace } from '../../routing';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { DataTable } from '../DataTable';
import { OrderDetails } from '../OrderDetails';
import { PageFrame } from '../PageFrame';
import { orderColumns } from './orderColumns';

/** All orders that one may see, or one of them. */
export function OrdersPage() {
  const { id } = useOrderPlace();
  return (
    <PageFrame>
      {/* Nothing of the order before may stay when the address changes. */}
      {id ? <OrderDetails key={id} id={id} /> : <OrdersTable />}
    </PageFrame>
  );
}

function OrdersTable() {
  const { t, locale } = useProxmoxTranslation();
  const { pathOf } = useOrderPlace();
  const orders = useOrders();
  const columns = useMemo(
    () => orderColumns({ t, locale, pathOf }),
    [t, locale, pathOf],
  );
  return (
    <AsyncContent state={orders} what={t('page.orders')} skeletonLines={6}>
      {({ items }) => (
        <DataTable
          label={t('page.orders')}
          columns={columns}
          rows={items}
          rowKey={order => order.id}
          empty={t('orders.none')}
        />
      )}
    </AsyncContent>
  );
}
