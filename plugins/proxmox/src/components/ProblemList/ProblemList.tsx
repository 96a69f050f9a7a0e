import { Flex, Text } from '@backstage/ui';
import { Problem } from '@rackstage/plugin-proxmox-common';
import { formatAge, formatTime } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';

/** What is wrong, since when, and what to do about it; one paragraph per problem. */
export function ProblemList(props: {
  problems: Problem[];
  /** The first problem's beginning already stands above. */
  hideFirstSince?: boolean;
}) {
  const { t, locale } = useProxmoxTranslation();
  const now = useNow();
  return (
    <Flex direction="column" gap="2">
      {props.problems.map((problem, index) => (
        <div key={`${problem.code} ${problem.message}`}>
          <Text as="p" variant="body-medium">
            {problem.message}{' '}
            {!(props.hideFirstSince && index === 0) && (
              <Text as="span" variant="body-small" color="secondary">
                {t('source.since', {
                  since: formatTime(problem.since, locale),
                  age: formatAge(problem.since, now, locale) ?? t('age.now'),
                })}
              </Text>
            )}
          </Text>
          <Text as="p" variant="body-medium" weight="bold">
            {t('source.nextStep', { text: problem.nextStep })}
          </Text>
        </div>
      ))}
    </Flex>
  );
}
