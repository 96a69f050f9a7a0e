import { Button } from '@backstage/ui';
import { GuestId, Task } from '@rackstage/plugin-proxmox-common';
import { useMemo, useState } from 'react';
import { formatDuration, formatTime } from '../../format';
import { useGuestTasks, useNow } from '../../hooks';
import { Translate, useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { DataColumn, DataTable } from '../DataTable';
import { StatusChip, taskTones } from '../StatusChip';
import { TaskLogDialog } from '../TaskLogDialog';
import { Section } from '../Section';

/** What was done to a guest and how it ended; each task's log opens in a dialog. */
export function GuestTasks(props: { id: GuestId }) {
  const { t, locale } = useProxmoxTranslation();
  const tasks = useGuestTasks(props.id);
  const [opened, setOpened] = useState<Task>();
  const columns = useMemo(() => taskColumns(t, locale, setOpened), [t, locale]);
  // The list is refreshed while the dialog is open: a running task ends in it too.
  const shown =
    tasks.data?.items.find(({ upid }) => upid === opened?.upid) ?? opened;

  return (
    <Section title={t('task.title')} wide>
      <AsyncContent state={tasks} what={t('task.title')} skeletonLines={4}>
        {answer => (
          <>
            <DataTable
              label={t('task.title')}
              columns={columns}
              rows={answer.items}
              rowKey={task => task.upid}
              empty={t('task.none')}
            />
            <AgeStamp asOf={answer.asOf} />
          </>
        )}
      </AsyncContent>
      {shown && (
        <TaskLogDialog
          key={shown.upid}
          id={props.id}
          task={shown}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Section>
  );
}

function TaskDuration(props: { task: Task }) {
  const { locale } = useProxmoxTranslation();
  const now = useNow();
  const { startedAt, endedAt } = props.task;
  const end = endedAt ? Date.parse(endedAt) : now;
  return <>{formatDuration((end - Date.parse(startedAt)) / 1000, locale)}</>;
}

function taskColumns(
  t: Translate,
  locale: string,
  onOpen: (task: Task) => void,
): DataColumn<Task>[] {
  return [
    {
      id: 'type',
      label: t('task.type'),
      sortBy: task => task.type,
      render: task => task.type,
    },
    {
      id: 'outcome',
      label: t('task.outcome'),
      sortBy: task => task.outcome,
      render: task => (
        <StatusChip tone={taskTones[task.outcome]} title={task.message}>
          {t(`task.${task.outcome}`)}
          {task.message ? `: ${task.message}` : ''}
        </StatusChip>
      ),
    },
    {
      id: 'startedAt',
      label: t('task.startedAt'),
      sortBy: task => task.startedAt,
      render: task => formatTime(task.startedAt, locale),
    },
    {
      id: 'duration',
      label: t('task.duration'),
      render: task => <TaskDuration task={task} />,
    },
    {
      id: 'user',
      label: t('task.user'),
      sortBy: task => task.user,
      render: task => task.user,
    },
    {
      id: 'node',
      label: t('guest.node'),
      sortBy: task => task.node,
      render: task => task.node,
    },
    {
      id: 'log',
      label: t('task.log'),
      render: task => (
        <Button
          size="small"
          variant="tertiary"
          aria-label={t('task.showLogOf', {
            type: task.type,
            startedAt: formatTime(task.startedAt, locale),
          })}
          onPress={() => onOpen(task)}
        >
          {t('action.showLog')}
        </Button>
      ),
    },
  ];
}
