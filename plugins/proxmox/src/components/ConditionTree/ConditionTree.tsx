import { Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Condition, ConditionTreeNode } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { Disclosure } from '../Disclosure';
import { SinceText } from '../SinceText';
import { StatusChip, conditionTones } from '../StatusChip';
import { isTroubled } from './isTroubled';

const Branch = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  '& &': {
    marginLeft: 'var(--bui-space-2)',
    paddingLeft: 'var(--bui-space-4)',
    borderLeft: '1px solid var(--bui-border-1)',
  },
});

const InLine = styled('span')({
  display: 'inline-flex',
  flexWrap: 'wrap',
  alignItems: 'center',
  gap: 'var(--bui-space-2)',
});

const Below = styled('div')({ marginLeft: 'var(--bui-space-4)' });

/** The objects that something is made of and how each of them is; what is not well is open. */
export function ConditionTree(props: {
  label: string;
  root: ConditionTreeNode;
}) {
  return (
    <Branch aria-label={props.label}>
      <Line node={props.root} />
    </Branch>
  );
}

function Line(props: { node: ConditionTreeNode }) {
  const { node } = props;
  const { t } = useProxmoxTranslation();
  const { condition, conditions, children } = node;
  if (conditions.length === 0 && children.length === 0) {
    return (
      <li>
        <LineSummary node={node} />
      </li>
    );
  }
  return (
    <li>
      <Disclosure
        summary={<LineSummary node={node} />}
        initiallyOpen={isTroubled(node)}
      >
        <Below>
          {condition?.status !== 'True' && condition?.message && (
            <Text as="p" variant="body-medium">
              {condition.message}
            </Text>
          )}
          {conditions.length > 0 && (
            <Disclosure
              summary={t('conditions.all', { count: conditions.length })}
            >
              <Conditions conditions={conditions} />
            </Disclosure>
          )}
        </Below>
        {children.length > 0 && (
          <Branch>
            {children.map(child => (
              <Line key={`${child.kind} ${child.name}`} node={child} />
            ))}
          </Branch>
        )}
      </Disclosure>
    </li>
  );
}

function LineSummary(props: { node: ConditionTreeNode }) {
  const { kind, name, count, condition } = props.node;
  const { t } = useProxmoxTranslation();
  return (
    <InLine>
      <Text as="span" variant="body-medium" weight="bold">
        {kind === 'Group' ? t(groupText(name)) : `${kind} ${name}`}
      </Text>
      {count > 1 && (
        <Text as="span" variant="body-small" color="secondary">
          {t('conditions.objects', { count })}
        </Text>
      )}
      {condition && <ConditionChip condition={condition} judged />}
      {condition?.since && <SinceText since={condition.since} />}
    </InLine>
  );
}

function groupText(name: string) {
  return name === 'Workers'
    ? ('conditions.workers' as const)
    : ('conditions.other' as const);
}

/** `judged`: True is good. Of other conditions, Paused for one, nobody can say. */
function ConditionChip(props: { condition: Condition; judged?: boolean }) {
  const { type, status, reason } = props.condition;
  const isNews = reason && (!props.judged || status !== 'True');
  return (
    <StatusChip tone={props.judged ? conditionTones[status] : 'neutral'}>
      {type}: {status}
      {isNews ? `, ${reason}` : ''}
    </StatusChip>
  );
}

function Conditions(props: { conditions: Condition[] }) {
  return (
    <Branch>
      {props.conditions.map(condition => (
        <li key={condition.type}>
          <InLine>
            <ConditionChip condition={condition} />
            {condition.since && <SinceText since={condition.since} />}
          </InLine>
          {condition.message && (
            <Text as="p" variant="body-small">
              {condition.message}
            </Text>
          )}
        </li>
      ))}
    </Branch>
  );
}
