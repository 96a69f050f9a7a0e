import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  Text,
} from '@backstage/ui';
import { GuestId, Task } from '@rackstage/plugin-proxmox-common';
import { useRef } from 'react';
import { useTaskLog } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { CodeBlock } from '../CodeBlock';
import { StatusChip, taskTones } from '../StatusChip';

/** What a task wrote, page by page; follows while the task runs. */
export function TaskLogDialog(props: {
  id: GuestId;
  task: Task;
  onClose(): void;
}) {
  const { id, task, onClose } = props;
  const { t } = useProxmoxTranslation();
  return (
    <Dialog
      isOpen
      width="min(900px, 92vw)"
      onOpenChange={isOpen => {
        if (!isOpen) {
          onClose();
        }
      }}
    >
      <DialogHeader>{t('task.logTitle', { type: task.type })}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="3">
          <div>
            <StatusChip tone={taskTones[task.outcome]}>
              {t(`task.${task.outcome}`)}
            </StatusChip>
          </div>
          {task.message && (
            <Text as="p" variant="body-medium">
              {task.message}
            </Text>
          )}
          <TaskLogLines id={id} task={task} />
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={onClose}>
          {t('action.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function TaskLogLines(props: { id: GuestId; task: Task }) {
  const { t } = useProxmoxTranslation();
  const log = useTaskLog(props.id, props.task);
  const blockRef = useRef<HTMLPreElement>(null);
  return (
    <AsyncContent
      state={log}
      what={t('task.logTitle', { type: props.task.type })}
      absent={{
        when: ({ pages }) => pages.every(page => page.lines.length === 0),
        content: <Text as="p">{t('task.logEmpty')}</Text>,
      }}
    >
      {({ pages }) => {
        const lines = pages.flatMap(page => page.lines);
        return (
          <>
            <CodeBlock
              label={t('task.logTitle', { type: props.task.type })}
              wrap
              blockRef={blockRef}
            >
              {lines.map(line => line.text).join('\n')}
            </CodeBlock>
            <Flex align="center" justify="between">
              <Text as="p" variant="body-small" color="secondary">
                {t('task.logLines', {
                  shown: String(lines.length),
                  total: String(pages[pages.length - 1].total),
                })}
              </Text>
              {log.hasNextPage && (
                <Button
                  size="small"
                  variant="secondary"
                  isPending={log.isFetchingNextPage}
                  onPress={() => {
                    // The button goes with the last page, and the focus would go with it.
                    blockRef.current?.focus();
                    log.fetchNextPage();
                  }}
                >
                  {t('action.loadMore')}
                </Button>
              )}
            </Flex>
          </>
        );
      }}
    </AsyncContent>
  );
}
