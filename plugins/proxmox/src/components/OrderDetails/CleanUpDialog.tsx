import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Text,
} from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Order } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';

const Things = styled('ul')({
  margin: 'var(--bui-space-2) 0 0',
  paddingLeft: 'var(--bui-space-5)',
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-3)',
  overflowWrap: 'anywhere',
});

/** Names what will be deleted before anything is. */
export function CleanUpDialog(props: {
  order: Order;
  onClose(): void;
  onConfirm(): void;
}) {
  const { order, onClose, onConfirm } = props;
  const { t } = useProxmoxTranslation();
  const things = order.things.filter(
    ({ state }) => state === 'created' || state === 'adopted',
  );
  return (
    <Dialog
      isOpen
      width="min(620px, 92vw)"
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>
        {t('orders.cleanUpTitle', { name: order.spec.name })}
      </DialogHeader>
      <DialogBody>
        <Text as="p" variant="body-medium">
          {t(things.length > 0 ? 'orders.cleanUpText' : 'orders.cleanUpNone')}
        </Text>
        <Things>
          {things.map(({ kind, name, namespace }) => (
            <li key={`${kind} ${name}`}>
              {kind} {namespace ? `${namespace}/${name}` : name}
            </li>
          ))}
        </Things>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('action.cancel')}
        </Button>
        <Button variant="primary" destructive onPress={onConfirm}>
          {t('orders.cleanUp')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
