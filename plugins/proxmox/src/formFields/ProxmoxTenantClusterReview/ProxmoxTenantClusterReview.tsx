import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Alert, Button, Flex } from '@backstage/ui';
import {
  PreflightAnswer,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { useEffect } from 'react';
import { AsyncContent } from '../../components/AsyncContent';
import { CodeBlock, CopyButton } from '../../components/CodeBlock';
import { Disclosure } from '../../components/Disclosure';
import { usePreflight } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { PreflightChecks } from './PreflightChecks';
import { readSpec } from './readSpec';

/** What the form holds for this field. The validation asks again and does not rest on it. */
const REVIEWED = 'reviewed';

export type ProxmoxTenantClusterReviewProps =
  FieldExtensionComponentProps<string>;

/** Last page of an order: whether it can end well, and what it would create. */
export function ProxmoxTenantClusterReview(
  props: ProxmoxTenantClusterReviewProps,
) {
  const { formData, onChange, formContext } = props;
  const { t } = useProxmoxTranslation();

  // The form validates only fields that hold a value.
  useEffect(() => {
    if (formData !== REVIEWED) {
      onChange(REVIEWED);
    }
  }, [formData, onChange]);

  const result = readSpec(formContext?.formData);
  return result.spec ? (
    <ProxmoxQueryProvider>
      <Preflight spec={result.spec} />
    </ProxmoxQueryProvider>
  ) : (
    <Alert
      role="alert"
      status="danger"
      icon
      title={t('review.incomplete')}
      description={result.problems.map(problem => (
        <div key={problem}>{problem}</div>
      ))}
    />
  );
}

function Preflight(props: { spec: TenantClusterOrderSpec }) {
  const { t } = useProxmoxTranslation();
  const preflight = usePreflight(props.spec);
  return (
    <Flex direction="column" gap="4">
      <AsyncContent
        state={preflight}
        what={t('review.title')}
        skeletonLines={6}
      >
        {answer => <PreflightResult answer={answer} />}
      </AsyncContent>
      <div>
        <Button
          type="button"
          variant="secondary"
          isPending={preflight.isFetching}
          onPress={() => preflight.refetch()}
        >
          {t('review.checkAgain')}
        </Button>
      </div>
    </Flex>
  );
}

function PreflightResult(props: { answer: PreflightAnswer }) {
  const { checks, manifests, stack } = props.answer;
  const { t } = useProxmoxTranslation();
  return (
    <Flex direction="column" gap="4">
      <Verdict checks={checks} />
      <PreflightChecks checks={checks} />
      {manifests && (
        <Disclosure
          summary={
            stack ? t('review.manifestsOf', { stack }) : t('review.manifests')
          }
        >
          <Flex direction="column" gap="2">
            <div>
              <CopyButton text={manifests} />
            </div>
            <CodeBlock label={t('review.manifests')}>{manifests}</CodeBlock>
          </Flex>
        </Disclosure>
      )}
    </Flex>
  );
}

function Verdict(props: Pick<PreflightAnswer, 'checks'>) {
  const { t } = useProxmoxTranslation();
  const count = (level: string) =>
    props.checks.filter(check => check.level === level).length;
  if (count('error') > 0) {
    return (
      <Alert
        role="alert"
        status="danger"
        icon
        title={t('review.errors', { count: count('error') })}
        description={t('review.errorsText')}
      />
    );
  }
  return count('warning') > 0 ? (
    <Alert
      role="status"
      status="warning"
      icon
      title={t('review.warnings', { count: count('warning') })}
      description={t('review.warningsText')}
    />
  ) : (
    <Alert role="status" status="success" icon title={t('review.good')} />
  );
}
