import { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { Alert, Button, Flex } from '@backstage/ui';
import {
  PreflightAnswer,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';
import { ReactElement, useEffect } from 'react';
import { AsyncContent } from '../../components/AsyncContent';
import { CodeBlock, CopyButton } from '../../components/CodeBlock';
import { Disclosure } from '../../components/Disclosure';
import { usePreflight } from '../../hooks';
import { ProxmoxQueryProvider } from '../../query';
import { useProxmoxTranslation } from '../../translation';
import { FormSurface } from '../FormSurface';
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
      <FormSurface>
        <Preflight spec={result.spec} />
      </FormSurface>
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
  const checkAgain = (
    <Button
      type="button"
      size="small"
      variant="secondary"
      isPending={preflight.isFetching}
      onPress={() => preflight.refetch()}
    >
      {t('review.checkAgain')}
    </Button>
  );
  return (
    <AsyncContent state={preflight} what={t('review.title')} skeletonLines={6}>
      {({ checks, manifests, stack }) => (
        <Flex direction="column" gap="4">
          <Verdict checks={checks} actions={checkAgain} />
          <PreflightChecks checks={checks} />
          {manifests && <Manifests stack={stack}>{manifests}</Manifests>}
        </Flex>
      )}
    </AsyncContent>
  );
}

function Manifests(
  props: Pick<PreflightAnswer, 'stack'> & { children: string },
) {
  const { stack, children } = props;
  const { t } = useProxmoxTranslation();
  return (
    <Disclosure
      summary={
        stack ? t('review.manifestsOf', { stack }) : t('review.manifests')
      }
    >
      <Flex direction="column" gap="2">
        <div>
          <CopyButton text={children} />
        </div>
        <CodeBlock label={t('review.manifests')}>{children}</CodeBlock>
      </Flex>
    </Disclosure>
  );
}

function Verdict(
  props: Pick<PreflightAnswer, 'checks'> & { actions: ReactElement },
) {
  const { t } = useProxmoxTranslation();
  const count = (level: string) =>
    props.checks.filter(check => check.level === level).length;
  const shared = { icon: true, customActions: props.actions };
  if (count('error') > 0) {
    return (
      <Alert
        {...shared}
        role="alert"
        status="danger"
        title={t('review.errors', { count: count('error') })}
        description={t('review.errorsText')}
      />
    );
  }
  return count('warning') > 0 ? (
    <Alert
      {...shared}
      role="status"
      status="warning"
      title={t('review.warnings', { count: count('warning') })}
      description={t('review.warningsText')}
    />
  ) : (
    <Alert
      {...shared}
      role="status"
      status="success"
      title={t('review.good')}
    />
  );
}
