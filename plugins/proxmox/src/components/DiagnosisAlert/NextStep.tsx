import { Text } from '@backstage/ui';
import { useProxmoxTranslation } from '../../translation';

/** What the viewer can do now. */
export function NextStep(props: { text: string }) {
  const { t } = useProxmoxTranslation();
  return (
    <Text as="span" variant="body-medium">
      {t('source.nextStep', { text: props.text })}
    </Text>
  );
}
