import { Alert } from '@backstage/ui';
import { Diagnosis, GuestAnswer } from '@rackstage/plugin-proxmox-common';
import { formatAge, formatTime } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { DiagnosisAlert, NextStep } from '../DiagnosisAlert';
import { SourceBanner } from '../SourceBanner';

/** Diagnoses that only repeat what a banner of its own says already, in the viewer's language. */
function isSaidByBanner(diagnosis: Diagnosis, answer: GuestAnswer): boolean {
  return (
    (diagnosis.ruleId === 'source-failing' &&
      answer.source.health === 'failing') ||
    (diagnosis.ruleId === 'unreadable' &&
      answer.guest.unreadableSince !== undefined)
  );
}

/** Everything that is wrong, before anything else: source, readability, diagnoses. */
export function GuestAlerts(props: { answer: GuestAnswer }) {
  const { guest, source } = props.answer;
  const diagnoses = props.answer.diagnoses.filter(
    diagnosis => !isSaidByBanner(diagnosis, props.answer),
  );
  return (
    <>
      {/* A degraded source is the business of its own page; here only what makes the guest stale. */}
      {source.health !== 'degraded' && <SourceBanner source={source} />}
      {guest.unreadableSince && (
        <UnreadableAlert
          since={guest.unreadableSince}
          nextStep={
            props.answer.diagnoses.find(({ ruleId }) => ruleId === 'unreadable')
              ?.nextStep
          }
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

function UnreadableAlert(props: { since: string; nextStep?: string }) {
  const { t, locale } = useProxmoxTranslation();
  const age = formatAge(props.since, useNow(), locale) ?? t('age.now');
  return (
    <Alert
      role="alert"
      status="warning"
      icon
      title={t('banner.unreadable', {
        since: formatTime(props.since, locale),
        age,
      })}
      description={
        <NextStep text={props.nextStep ?? t('banner.unreadableStep')} />
      }
    />
  );
}
