import { TenantClusterAnswer } from '@rackstage/plugin-proxmox-common';
import { DiagnosisAlert } from '../DiagnosisAlert';
import { SourceBanner } from '../SourceBanner';

/** Everything that is wrong, before anything else: the management cluster, then the diagnoses. */
export function TenantClusterAlerts(props: { answer: TenantClusterAnswer }) {
  const { source, diagnoses } = props.answer;
  return (
    <>
      {/* A degraded source is the business of its own page; here only what makes the cluster stale. */}
      {source.health !== 'degraded' && <SourceBanner source={source} />}
      {diagnoses
        // The banner says it already, in the viewer's language.
        .filter(
          ({ ruleId }) =>
            ruleId !== 'source-failing' || source.health !== 'failing',
        )
        .map(diagnosis => (
          <DiagnosisAlert
            key={`${diagnosis.ruleId} ${diagnosis.text}`}
            diagnosis={diagnosis}
          />
        ))}
    </>
  );
}
