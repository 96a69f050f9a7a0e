import { Alert, Button, Text } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { Option, OptionNoun } from '@rackstage/plugin-proxmox-common';
import { Disclosure } from '../../components/Disclosure';
import { explainError } from '../../components/AsyncContent';
import { useProxmoxTranslation } from '../../translation';

const Reasons = styled('ul')({
  margin: 0,
  paddingLeft: 'var(--bui-space-5)',
});

export interface OptionNotesProps {
  /** The title of the field, as it stands in the sentences. */
  label: string;
  noun: OptionNoun;
  options: Option[] | undefined;
  chosen: string[];
  /** Values that were removed, because they are not offered any more. */
  dropped: string[];
  error: unknown;
  onRetry(): void;
}

/** What there is to say about a choice: that it failed, that it is empty and why, and what cannot be chosen. */
export function OptionNotes(props: OptionNotesProps) {
  const { label, noun, options, chosen, dropped, error } = props;
  const { t } = useProxmoxTranslation();
  return (
    <>
      {error ? (
        <Alert
          role="alert"
          status={options ? 'warning' : 'danger'}
          icon
          title={t(options ? 'error.staleTitle' : 'error.title', {
            what: label,
          })}
          description={explainError(error, t)}
          customActions={
            <Button size="small" variant="secondary" onPress={props.onRetry}>
              {t('action.retry')}
            </Button>
          }
        />
      ) : null}
      {dropped.length > 0 && (
        <Text as="p" role="status" variant="body-small" color="warning">
          {t('option.dropped', { values: dropped.join(', ') })}
        </Text>
      )}
      {options?.length === 0 && (
        <Text as="p" role="status" variant="body-small" color="secondary">
          {t(`option.none.${noun}`)}
        </Text>
      )}
      <UnavailableNotes options={options ?? []} chosen={chosen} />
    </>
  );
}

function UnavailableNotes(
  props: Pick<OptionNotesProps, 'chosen'> & { options: Option[] },
) {
  const { t } = useProxmoxTranslation();
  const unavailable = props.options.flatMap(
    ({ value, label, disabledReason: reason }) =>
      reason ? { value, label, reason } : [],
  );
  return (
    <>
      {unavailable
        .filter(({ value }) => props.chosen.includes(value))
        .map(({ value, label, reason }) => (
          <Text
            key={value}
            as="p"
            role="status"
            variant="body-small"
            color="danger"
          >
            {t('option.unavailable', { label, reason })}
          </Text>
        ))}
      {/* In the open list the keyboard passes over what cannot be chosen. */}
      {unavailable.length > 0 && (
        <Disclosure
          summary={t('option.unavailableCount', { count: unavailable.length })}
        >
          <Reasons>
            {unavailable.map(({ value, label, reason }) => (
              <li key={value}>
                {label}: {reason}
              </li>
            ))}
          </Reasons>
        </Disclosure>
      )}
    </>
  );
}
