import { Text } from '@backstage/ui';
import { formatAge, formatTime } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';

export interface AgeStampProps {
  /** ISO 8601; absent where there never was a reading. */
  asOf?: string;
  /** The newest reading failed, so the shown one is older than it should be. */
  stale?: boolean;
}

/** How old what one sees is; ticks once a second and tells the exact time on hover. */
export function AgeStamp({ asOf, stale = false }: AgeStampProps) {
  const { t, locale } = useProxmoxTranslation();
  const now = useNow();

  if (!asOf) {
    return (
      <Text as="span" variant="body-small" color="secondary">
        {t('age.never')}
      </Text>
    );
  }
  const age = formatAge(asOf, now, locale) ?? t('age.now');
  return (
    <Text
      as="span"
      variant="body-small"
      color={stale ? 'warning' : 'secondary'}
    >
      <time dateTime={asOf} title={formatTime(asOf, locale)}>
        {stale ? t('age.stale', { age }) : t('age.read', { age })}
      </time>
    </Text>
  );
}
