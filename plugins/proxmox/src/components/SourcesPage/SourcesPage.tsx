import { Alert } from '@backstage/ui';
import { styled } from '@mui/material/styles';
import { useLiveUpdates, useSources } from '../../hooks';
import { useProxmoxTranslation } from '../../translation';
import { AsyncContent } from '../AsyncContent';
import { PageFrame } from '../PageFrame';
import { SourceCard } from './SourceCard';

const Cards = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 460px), 1fr))',
  gap: 'var(--bui-space-4)',
});

/** All Proxmox clusters with their health and the age of what is known of them. */
export function SourcesPage() {
  return (
    <PageFrame>
      <SourceCards />
    </PageFrame>
  );
}

function SourceCards() {
  const { t } = useProxmoxTranslation();
  const sources = useSources();
  useLiveUpdates(sources.data?.items.map(source => source.name) ?? []);

  return (
    <AsyncContent
      state={sources}
      what={t('page.sources')}
      skeletonLines={6}
      absent={{
        when: answer => answer.items.length === 0,
        content: (
          <Alert
            role="status"
            status="info"
            icon
            title={t('source.noneTitle')}
            description={t('source.noneText')}
          />
        ),
      }}
    >
      {answer => (
        <Cards>
          {answer.items.map(source => (
            <SourceCard key={source.name} source={source} />
          ))}
        </Cards>
      )}
    </AsyncContent>
  );
}
