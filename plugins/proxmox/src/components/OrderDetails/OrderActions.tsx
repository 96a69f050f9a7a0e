import { Alert, Button, Flex, Text } from '@backstage/ui';
import { Order } from '@rackstage/plugin-proxmox-common';
import { useState } from 'react';
import { useOrderActions } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { explainRefusal } from '../AsyncContent';
import { CleanUpDialog } from './CleanUpDialog';

/** What a person can do about a failed order: let it go on, or let what it created be removed. */
export function OrderActions(props: { order: Order }) {
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
