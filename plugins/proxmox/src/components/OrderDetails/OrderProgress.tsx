import { VisuallyHidden } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Order } from '@rackstage/plugin-proxmox-common';
import {
  RiCheckboxCircleFill,
  RiCheckboxBlankCircleLine,
  RiCloseCircleFill,
  RiLoader4Line,
} from '@remixicon/react';
import { OrderStep, orderSteps } from '../../orders';
import { useProxmoxTranslation } from '../../translation';

const ICONS: Record<OrderStep['status'], typeof RiLoader4Line> = {
  done: RiCheckboxCircleFill,
  current: RiLoader4Line,
  failed: RiCloseCircleFill,
  open: RiCheckboxBlankCircleLine,
};

const Steps = styled('ol')({
  listStyle: 'none',
  display: 'flex',
  flexWrap: 'wrap',
  gap: 'var(--bui-space-2) var(--bui-space-3)',
  margin: 0,
  padding: 0,
  fontFamily: 'var(--bui-font-regular)',
  fontSize: 'var(--bui-font-size-3)',
  '& > li': {
    display: 'flex',
    alignItems: 'center',
    gap: 'var(--bui-space-2)',
    color: 'var(--bui-fg-primary)',
  },
  '& > li + li::before': {
    content: '""',
    width: 'var(--bui-space-8)',
    borderTop: '2px solid var(--bui-border-1)',
  },
  '& svg': { width: 20, height: 20 },
  '& [data-status="done"] svg': { color: 'var(--bui-fg-positive)' },
  '& [data-status="failed"] svg': { color: 'var(--bui-fg-negative)' },
  '& [data-status="open"]': { color: 'var(--bui-fg-secondary)' },
  '& [data-status="current"]': {
    fontWeight: 'var(--bui-font-weight-bold)',
  },
  '@media (prefers-reduced-motion: no-preference)': {
    '& [data-status="current"] svg': {
      animation: 'proxmox-order-turn 1.6s linear infinite',
    },
  },
  '@keyframes proxmox-order-turn': { to: { transform: 'rotate(360deg)' } },
});

/** How far an order has come. */
export function OrderProgress(props: { order: Order }) {
  const { t } = useProxmoxTranslation();
  return (
    <Steps aria-label={t('orders.progress')}>
      {orderSteps(props.order).map(({ state, status }) => {
        const Icon = ICONS[status];
        return (
          <li
            key={state}
            data-status={status}
            aria-current={status === 'current' ? 'step' : undefined}
          >
            <Icon aria-hidden />
            <span>
              {t(`orderState.${state}`)}
              <VisuallyHidden>: {t(`orders.step.${status}`)}</VisuallyHidden>
            </span>
          </li>
        );
      })}
    </Steps>
  );
}
