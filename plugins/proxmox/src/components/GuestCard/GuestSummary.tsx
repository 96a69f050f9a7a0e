import { Flex } from '@backstage/ui';
import { GuestAnswer } from '@rackstage/plugin-proxmox-common';
import { useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { FactList } from '../FactList';
import { OpenInProxmox } from '../OpenInProxmox';
import { isStale } from '../SourceBanner';
import { GuestStatusChips } from '../StatusChip';
import { guestFacts } from './guestFacts';

/** Status, age and facts of a guest. */
export function GuestSummary(props: { answer: GuestAnswer }) {
  const { answer } = props;
  const { t, locale } = useProxmoxTranslation();
  const stale = isStale(answer.guest, [answer.source]);
  return (
    <Flex direction="column" gap="4">
      <Flex align="center" justify="between" gap="3">
        <Flex align="center" gap="3">
          <GuestStatusChips guest={answer.guest} stale={stale} />
          <AgeStamp asOf={answer.source.asOf} stale={stale} />
        </Flex>
        <OpenInProxmox webUrl={answer.webUrl} />
      </Flex>
      <FactList facts={guestFacts(answer, t, locale)} />
    </Flex>
  );
}
