import { Alert, Button, Flex, Text } from '@backstage/ui';
import { Order } from '@rackstage/plugin-proxmox-common';
import { useState } from 'react';
import { useOrderActions } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { explainRefusal } from '../AsyncContent';
import { CleanUpDialog } from './CleanUpDialog';

const cancellable = ['accepted', 'applying', 'waiting'];

/** What a person can do about an order in its state. */
export function OrderActions(props: { order: Order }) {
  const { order } = props;
  if (order.state === 'failed') {
    return <FailedOrderActions order={order} />;
  }
  return cancellable.includes(order.state) ? (
    <CancelOrder order={order} />
  ) : null;
}

/** Whoever may not cancel is not told so: there is nothing wrong that would call for it. */
function CancelOrder(props: { order: Order }) {
  const { t } = useProxmoxTranslation();
  const { mayUpdate, cancel } = useOrderActions(props.order);
  if (!mayUpdate) {
    return null;
  }
  return (
    <Flex direction="column" gap="2">
      <Refusal action={t('orders.cancel')} error={cancel.error} />
      <Flex gap="2" align="center">
        <Button
          variant="secondary"
          isPending={cancel.isPending}
          isDisabled={cancel.isPending}
          onPress={() => cancel.mutate()}
        >
          {t('orders.cancel')}
        </Button>
        <Text as="span" variant="body-small" color="secondary">
          {t('orders.cancelHint')}
        </Text>
      </Flex>
    </Flex>
  );
}

/** What a person can do about a failed order: let it go on, or let what it created be removed. */
function FailedOrderActions(props: { order: Order }) {
  const { order } = props;
  const { t } = useProxmoxTranslation();
  const { mayUpdate, resume, cleanUp } = useOrderActions(order);
  const [isAsking, setIsAsking] = useState(false);
  const isBusy = resume.isPending || cleanUp.isPending;

  if (mayUpdate === undefined) {
    return null;
  }
  if (!mayUpdate) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {t('orders.mayNot')}
      </Text>
    );
  }
  return (
    <Flex direction="column" gap="2">
      <Refusal action={t('orders.resume')} error={resume.error} />
      <Refusal action={t('orders.cleanUp')} error={cleanUp.error} />
      <Flex gap="2" align="center">
        <Button
          variant="primary"
          isPending={resume.isPending}
          isDisabled={isBusy}
          onPress={() => {
            cleanUp.reset();
            resume.mutate();
          }}
        >
          {t('orders.resume')}
        </Button>
        <Button
          variant="secondary"
          destructive
          isPending={cleanUp.isPending}
          isDisabled={isBusy}
          onPress={() => setIsAsking(true)}
        >
          {t('orders.cleanUp')}
        </Button>
        <Text as="span" variant="body-small" color="secondary">
          {t('orders.resumeHint')}
        </Text>
      </Flex>
      {isAsking && (
        <CleanUpDialog
          order={order}
          onClose={() => setIsAsking(false)}
          onConfirm={() => {
            setIsAsking(false);
            resume.reset();
            cleanUp.mutate();
          }}
        />
      )}
    </Flex>
  );
}

function Refusal(props: { action: string; error: unknown }) {
  const { t } = useProxmoxTranslation();
  return props.error ? (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('orders.refused', { action: props.action })}
      description={explainRefusal(props.error, t)}
    />
  ) : null;
}
