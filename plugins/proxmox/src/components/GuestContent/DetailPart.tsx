import { Alert } from '@backstage/ui';
import { Problem } from '@rackstage/plugin-proxmox-common';
import { ReactNode } from 'react';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { ProblemList } from '../ProblemList';

/** A part of an answer that is read on demand: a value with its age, or why it could not be read. */
export type Part<T> = { asOf: string; value: T } | { problem: Problem };

/** Shows a part, or in words why it could not be read; the other parts are shown all the same. */
export function DetailPart<T>(props: {
  part: Part<T>;
  what: string;
  children(value: T): ReactNode;
}) {
  const { part, what, children } = props;
  const { t } = useProxmoxTranslation();
  if ('problem' in part) {
    return (
      <Alert
        role="status"
        status="warning"
        icon
        title={t('details.partFailed', { what })}
        description={<ProblemList problems={[part.problem]} />}
      />
    );
  }
  return (
    <>
      {children(part.value)}
      <AgeStamp asOf={part.asOf} />
    </>
  );
}
