import { OrderedThing } from '@rackstage/plugin-proxmox-common';
import { Translate } from '../../translation';
import { DataColumn } from '../DataTable';
import { StatusChip, thingTones } from '../StatusChip';

/** Columns of the table of what an order creates. */
export function thingColumns(t: Translate): DataColumn<OrderedThing>[] {
  return [
    {
      id: 'kind',
      label: t('orders.kind'),
      sortBy: thing => thing.kind,
      render: thing => thing.kind,
    },
    {
      id: 'name',
      label: t('orders.thing'),
      sortBy: thing => thing.name,
      render: thing => thing.name,
    },
    {
      id: 'namespace',
      label: t('tenantCluster.namespace'),
      sortBy: thing => thing.namespace,
      render: thing => thing.namespace ?? t('state.none'),
    },
    {
      id: 'state',
      label: t('orders.state'),
      sortBy: thing => t(`thingState.${thing.state}`),
      render: thing => (
        <StatusChip tone={thingTones[thing.state]}>
          {t(`thingState.${thing.state}`)}
        </StatusChip>
      ),
    },
  ];
}
