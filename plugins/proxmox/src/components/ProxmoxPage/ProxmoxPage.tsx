import { Header, Page, TabbedLayout } from '@backstage/core-components';
import { useProxmoxTranslation } from '../../translation';
import { GuestsPage } from '../GuestsPage';
import { NodesPage } from '../NodesPage';
import { OrdersPage } from '../OrdersPage';
import { SourcesPage } from '../SourcesPage';
import { StoragesPage } from '../StoragesPage';
import { TenantClustersPage } from '../TenantClustersPage';

/**
 * The whole page with its own header and tabs, for portals on the old frontend system; in the new
 * one the framework draws both.
 */
export function ProxmoxPage() {
  const { t } = useProxmoxTranslation();
  return (
    <Page themeId="tool">
      <Header title={t('page.title')} />
      <TabbedLayout>
        <TabbedLayout.Route path="/sources" title={t('page.sources')}>
          <SourcesPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/guests" title={t('page.guests')}>
          <GuestsPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/nodes" title={t('page.nodes')}>
          <NodesPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/storages" title={t('page.storages')}>
          <StoragesPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route
          path="/tenant-clusters"
          title={t('page.tenantClusters')}
        >
          <TenantClustersPage />
        </TabbedLayout.Route>
        <TabbedLayout.Route path="/orders" title={t('page.orders')}>
          <OrdersPage />
        </TabbedLayout.Route>
      </TabbedLayout>
    </Page>
  );
}
