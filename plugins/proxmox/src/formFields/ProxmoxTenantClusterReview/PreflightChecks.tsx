import { Text, VisuallyHidden } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import {
  PreflightCheck,
  findTenantClusterFormKey,
} from '@rackstage/plugin-proxmox-common';
import {
  RiAlertLine,
  RiCheckboxCircleLine,
  RiCloseCircleLine,
} from '@remixicon/react';
import { NextStep } from '../../components/DiagnosisAlert';
import { Disclosure } from '../../components/Disclosure';
import { Translate, useProxmoxTranslation } from '../../translation';

const ICONS = {
  error: RiCloseCircleLine,
  warning: RiAlertLine,
  ok: RiCheckboxCircleLine,
};

const Checks = styled('ul')({
  listStyle: 'none',
  margin: 'var(--bui-space-2) 0',
  padding: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 'var(--bui-space-2)',
  '& > li': { display: 'flex', gap: 'var(--bui-space-2)' },
  '& > li > svg': { flexShrink: 0, width: 20, height: 20 },
  '& > li[data-level="error"] > svg': { color: 'var(--bui-fg-negative)' },
  '& > li[data-level="warning"] > svg': { color: 'var(--bui-fg-warning)' },
  '& > li[data-level="ok"] > svg': { color: 'var(--bui-fg-positive)' },
});

const Finding = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  gap: 'var(--bui-space-1)',
  overflowWrap: 'anywhere',
});

/** What was looked at before an order is placed: what refuses it first, what is well folded away. */
export function PreflightChecks(props: { checks: PreflightCheck[] }) {
  const { t } = useProxmoxTranslation();
  const ofLevel = (level: PreflightCheck['level']) =>
    props.checks.filter(check => check.level === level);
  const findings = [...ofLevel('error'), ...ofLevel('warning')];
  const passed = ofLevel('ok');
  return (
    <>
      {findings.length > 0 && (
        <CheckList label={t('review.findings')} checks={findings} />
      )}
      {passed.length > 0 && (
        <Disclosure
          summary={t('review.passedChecks', { count: passed.length })}
        >
          <CheckList label={t('review.passed')} checks={passed} />
        </Disclosure>
      )}
    </>
  );
}

function CheckList(props: { label: string; checks: PreflightCheck[] }) {
  const { t } = useProxmoxTranslation();
  return (
    <Checks aria-label={props.label}>
      {props.checks.map(({ id, level, field, text, nextStep }) => {
        const Icon = ICONS[level];
        return (
          <li key={`${id} ${text}`} data-level={level}>
            <Icon aria-hidden />
            <Finding>
              <Text as="span" variant="body-medium">
                <VisuallyHidden>{t(`review.${level}`)}: </VisuallyHidden>
                {field && <strong>{fieldName(field, t)}: </strong>}
                {text}
              </Text>
              {nextStep && <NextStep text={nextStep} />}
            </Finding>
          </li>
        );
      })}
    </Checks>
  );
}

/** As the form calls it; the path in the order where the form has no such field. */
function fieldName(path: string, t: Translate): string {
  const key = findTenantClusterFormKey(path);
  return key ? t(`order.${key}`) : path;
}
