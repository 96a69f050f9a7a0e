import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Link,
  Text,
} from '@backstage/ui';
import { SourceSummary } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { useSiblingTab } from '../../routing';
import { AgeStamp } from '../AgeStamp';
import { EntityLink } from '../EntityLink';
import { FactList } from '../FactList';
import { OpenInProxmox } from '../OpenInProxmox';
import { ProblemList } from '../ProblemList';
import { StatusChip, sourceTones } from '../StatusChip';
import { sourceFacts } from './sourceFacts';

/** One Proxmox cluster: how it is, how old the reading is, and what is in it. */
export function SourceCard(props: { source: SourceSummary }) {
  const { source } = props;
  const { t } = useProxmoxTranslation();
  const guestsTab = useSiblingTab('guests');
  const failing = source.health === 'failing';

  return (
    <Card role="region" aria-label={source.title}>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h2" variant="title-x-small" weight="bold">
            {source.title}
          </Text>
          <StatusChip tone={sourceTones[source.health]}>
            {t(`source.${source.health}`)}
          </StatusChip>
        </Flex>
        <AgeStamp asOf={source.asOf} stale={failing} />
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {source.problems.length > 0 && (
            <div role={failing ? 'alert' : 'status'}>
              <ProblemList problems={source.problems} />
            </div>
          )}
          <FactList facts={sourceFacts(source, t)} />
        </Flex>
      </CardBody>
      <CardFooter>
        <Flex justify="between" align="center" gap="3">
          <Flex align="center" gap="4">
            <Link
              href={`${guestsTab}?source=${encodeURIComponent(source.name)}`}
              variant="body-medium"
            >
              {t('source.showGuests')}
            </Link>
            {source.cluster && (
              <EntityLink entityRef={source.cluster.entityRef} />
            )}
          </Flex>
          <OpenInProxmox webUrl={source.cluster?.webUrl} />
        </Flex>
      </CardFooter>
    </Card>
  );
}
