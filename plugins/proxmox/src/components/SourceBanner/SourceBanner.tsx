import { Alert, Text } from '@backstage/ui';
import { Problem, SourceAge } from '@rackstage/plugin-proxmox-common';
import { formatAge, formatTime } from '../../format';
import { useNow } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { ProblemList } from '../ProblemList';

/** Says what is wrong with a source, since when, why, and how old what one sees is. */
export function SourceBanner(props: { source: SourceAge }) {
  const { source } = props;
  const { t } = useProxmoxTranslation();

  switch (source.health) {
    case 'failing':
      return <FailingBanner source={source} />;
    case 'degraded':
      return (
        <Alert
          role="status"
          status="warning"
          icon
          title={t('banner.degraded', { title: source.title })}
          description={<ProblemList problems={source.problems} />}
        />
      );
    case 'pending':
      return (
        <Alert
          role="status"
          status="info"
          icon
          title={t('banner.pending', { title: source.title })}
          description={
            source.problems.length ? (
              <ProblemList problems={source.problems} />
            ) : (
              t('banner.pendingText')
            )
          }
        />
      );
    default:
      return null;
  }
}

function FailingBanner(props: { source: SourceAge }) {
  const { source } = props;
  const { t, locale } = useProxmoxTranslation();
  const now = useNow();
  const ageOf = (iso: string) => formatAge(iso, now, locale) ?? t('age.now');
  const newest: Problem | undefined = source.problems[0];
  const since = newest?.since ?? source.asOf;

  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={
        since
          ? t('banner.failing', {
              title: source.title,
              since: formatTime(since, locale),
              age: ageOf(since),
            })
          : t('error.title', { what: source.title })
      }
      description={
        <>
          <ProblemList problems={source.problems} hideFirstSince />
          <Text as="p" variant="body-medium">
            {source.asOf
              ? t('banner.failingText', { age: ageOf(source.asOf) })
              : t('banner.failingNever')}
          </Text>
        </>
      }
    />
  );
}

/** One banner for each source that is not healthy. */
export function SourceBanners(props: { sources: SourceAge[] }) {
  return (
    <>
      {props.sources.map(source => (
        <SourceBanner key={source.name} source={source} />
      ))}
    </>
  );
}
