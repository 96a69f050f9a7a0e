import { Flex, Text } from '@backstage/ui';
import {
  TenantCluster,
  TenantClusterAnswer,
} from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { FactList } from '../FactList';
import { SinceText } from '../SinceText';
import { OrderOfCluster } from './OrderOfCluster';
import { TenantClusterChips } from './TenantClusterChips';
import { tenantClusterFacts } from './tenantClusterFacts';

/** Phase, reason, since when, how old the reading is, and the facts of a tenant cluster. */
export function TenantClusterSummary(props: { answer: TenantClusterAnswer }) {
  const { cluster, source } = props.answer;
  const { t, locale } = useProxmoxTranslation();
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" gap="3">
        <TenantClusterChips cluster={cluster} />
        <AgeStamp asOf={source.asOf} stale={source.health === 'failing'} />
      </Flex>
      <Reason cluster={cluster} />
      <FactList facts={tenantClusterFacts(props.answer, t, locale)} />
      <OrderOfCluster cluster={cluster} />
    </Flex>
  );
}

function Reason(props: { cluster: TenantCluster }) {
  const { reason, message, since } = props.cluster;
  const text = [reason, message].filter(Boolean).join(': ');
  return text || since ? (
    <Text as="p" variant="body-medium">
      {text} {since && <SinceText since={since} />}
    </Text>
  ) : null;
}
