import { Alert, Flex, Link, Text } from '@backstage/ui';
import { Order } from '@rackstage/plugin-proxmox-common';
import { useMemo } from 'react';
import { useOrder } from '../../hooks';
import { useOrderPlace } from '../../routing';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { DataTable } from '../DataTable';
import { DiagnosisAlert } from '../DiagnosisAlert';
import { FactList } from '../FactList';
import { Section } from '../Section';
import { StatusChip, orderTones } from '../StatusChip';
import { OrderActions } from './OrderActions';
import { OrderLog } from './OrderLog';
import { OrderProgress } from './OrderProgress';
import { orderFacts, specFacts } from './orderFacts';
import { thingColumns } from './thingColumns';

/** One order: how far it is, what stands in its way, what it creates and what one can do about it. */
export function OrderDetails(props: { id: string }) {
  const { t } = useProxmoxTranslation();
  const { list } = useOrderPlace();
  const order = useOrder(props.id);
  return (
    <>
      <Link href={list} variant="body-medium">
        {t('orders.all')}
      </Link>
      <AsyncContent state={order} what={t('page.orders')} skeletonLines={10}>
        {answer => <LoadedOrder order={answer} />}
      </AsyncContent>
    </>
  );
}

function LoadedOrder(props: { order: Order }) {
  const { order } = props;
  const { t, locale } = useProxmoxTranslation();
  const columns = useMemo(() => thingColumns(t), [t]);
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" gap="3">
        <Text as="h2" variant="title-small" weight="bold">
          {t('orders.title', { name: order.spec.name })}
        </Text>
        <StatusChip tone={orderTones[order.state]}>
          {t(`orderState.${order.state}`)}
        </StatusChip>
      </Flex>
      <OrderAlerts order={order} />
      <OrderActions order={order} />
      <Section title={t('orders.progress')}>
        <OrderProgress order={order} />
        <FactList facts={orderFacts(order, { t, locale })} />
      </Section>
      <Section title={t('orders.log')}>
        <OrderLog id={order.id} state={order.state} />
      </Section>
      <Section title={t('orders.things')}>
        <DataTable
          label={t('orders.things')}
          columns={columns}
          rows={order.things}
          rowKey={thing => `${thing.kind} ${thing.name}`}
          empty={t('orders.thingsNone')}
        />
      </Section>
      <Section title={t('orders.ordered')}>
        <FactList facts={specFacts(order.spec, t)} />
      </Section>
    </Flex>
  );
}

/** Why it failed or waits, and what that rests on. */
function OrderAlerts(props: { order: Order }) {
  const { message, diagnoses, state } = props.order;
  const isFailed = state === 'failed';
  return (
    <>
      {message && !diagnoses.some(({ text }) => message.includes(text)) && (
        <Alert
          role={isFailed ? 'alert' : 'status'}
          status={isFailed ? 'danger' : 'info'}
          icon
          title={message}
        />
      )}
      {diagnoses.map(diagnosis => (
        <DiagnosisAlert
          key={`${diagnosis.ruleId} ${diagnosis.text}`}
          diagnosis={diagnosis}
        />
      ))}
    </>
  );
}
