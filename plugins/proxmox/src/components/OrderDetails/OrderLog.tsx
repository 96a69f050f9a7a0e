import { Text } from '@backstage/ui';
import { OrderLogAnswer, OrderState } from '@rackstage/plugin-proxmox-common';
import { formatTime } from '../../format';
import { useOrderLog } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { GrowingCodeBlock } from '../CodeBlock';

/** What the service did for an order, line by line. */
export function OrderLog(props: { id: string; state: OrderState }) {
  const { t, locale } = useProxmoxTranslation();
  const log = useOrderLog(props.id, props.state);
  return (
    <AsyncContent
      state={log}
      what={t('orders.log')}
      absent={{
        when: ({ lines }) => lines.length === 0,
        content: (
          <Text as="p" variant="body-medium" color="secondary">
            {t('orders.logEmpty')}
          </Text>
        ),
      }}
    >
      {({ lines }) => (
        <GrowingCodeBlock label={t('orders.log')}>
          {lines.map(line => textOf(line, locale)).join('\n')}
        </GrowingCodeBlock>
      )}
    </AsyncContent>
  );
}

function textOf(
  { at, text }: OrderLogAnswer['lines'][number],
  locale: string,
): string {
  return `${formatTime(at, locale)}  ${text}`;
}
