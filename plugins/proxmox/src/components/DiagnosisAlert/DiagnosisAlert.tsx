import { Alert, Flex } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Diagnosis } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { Disclosure } from '../Disclosure';
import { diagnosisStatuses } from '../StatusChip';
import { NextStep } from './NextStep';

type Evidence = NonNullable<Diagnosis['evidence']>;

const EvidenceList = styled('dl')({
  margin: 'var(--bui-space-2) 0 0',
  '& dt': { fontWeight: 'var(--bui-font-weight-bold)' },
  '& dd': { margin: '0 0 var(--bui-space-2)', overflowWrap: 'anywhere' },
  '& dd[data-kind="log"]': {
    fontFamily: 'var(--bui-font-monospace)',
    whiteSpace: 'pre-wrap',
  },
});

/** What is wrong and what to do about it; what that rests on opens below. */
export function DiagnosisAlert(props: { diagnosis: Diagnosis }) {
  const { text, severity, nextStep, evidence = [] } = props.diagnosis;
  return (
    <Alert
      role={severity === 'error' ? 'alert' : 'status'}
      status={diagnosisStatuses[severity]}
      icon
      title={text}
      description={
        (nextStep || evidence.length > 0) && (
          <Flex direction="column" gap="1">
            {nextStep && <NextStep text={nextStep} />}
            {evidence.length > 0 && <DiagnosisEvidence evidence={evidence} />}
          </Flex>
        )
      }
    />
  );
}

function DiagnosisEvidence(props: { evidence: Evidence }) {
  const { t } = useProxmoxTranslation();
  return (
    <Disclosure
      summary={t('diagnosis.evidence', { count: props.evidence.length })}
    >
      <EvidenceList>
        {props.evidence.map(({ kind, title, text }, index) => (
          // Two lines of evidence may read alike; their order is all that tells them apart.
          <div key={index}>
            <dt>
              {t(`diagnosis.${kind}`)}: {title}
            </dt>
            <dd data-kind={kind}>{text}</dd>
          </div>
        ))}
      </EvidenceList>
    </Disclosure>
  );
}
