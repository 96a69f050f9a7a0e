import { Text } from '@backstage/ui';
import { formatAge, formatTime } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';

/** Since when something is so, with how long that is. */
export function SinceText(props: { since: string }) {
  const { t, locale } = useProxmoxTranslation();
  const age = formatAge(props.since, useNow(), locale) ?? t('age.now');
  return (
    <Text as="span" variant="body-small" color="secondary">
      <time dateTime={props.since}>
        {t('source.since', { since: formatTime(props.since, locale), age })}
      </time>
    </Text>
  );
}
