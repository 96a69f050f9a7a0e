import {
  GuestConfiguration,
  GuestDetailsAnswer,
  GuestId,
  Problem,
} from '@rackstage/plugin-proxmox-common';
import { formatBytes } from '../../format';
import { useGuestDetails } from '../../hooks';
import { Translate, useProxmoxTranslation } from '../../translation';
import { AgeStamp } from '../AgeStamp';
import { AsyncContent } from '../AsyncContent';
import { DataTable } from '../DataTable';
import { Fact, FactList } from '../FactList';
import {
  addressColumns,
  diskColumns,
  interfaceColumns,
  snapshotColumns,
} from './detailColumns';
import { DetailPart } from './DetailPart';
import { Section } from '../Section';

/** Addresses, disks, interfaces, configuration and snapshots, each with its own age. */
export function GuestDetails(props: { id: GuestId }) {
  const { t } = useProxmoxTranslation();
  const details = useGuestDetails(props.id);
  if (details.data) {
    return <DetailSections details={details.data} />;
  }
  return (
    <Section title={t('details.title')} wide>
      <AsyncContent state={details} what={t('details.title')} skeletonLines={6}>
        {() => null}
      </AsyncContent>
    </Section>
  );
}

function DetailSections(props: { details: GuestDetailsAnswer }) {
  const { configuration, addresses, snapshots } = props.details;
  const { t } = useProxmoxTranslation();
  const common = commonProblem(props.details);
  if (common) {
    return (
      <Section title={t('details.title')} wide>
        <DetailPart part={{ problem: common }} what={t('details.title')}>
          {() => null}
        </DetailPart>
      </Section>
    );
  }
  return (
    <>
      <AddressesSection addresses={addresses} />
      <SnapshotsSection snapshots={snapshots} />
      {'value' in configuration && (
        <HardwareSections
          configuration={configuration.value}
          asOf={configuration.asOf}
        />
      )}
      <ConfigurationSection configuration={configuration} />
    </>
  );
}

/** Why nothing of a guest can be read; one explanation serves better than three alike. */
function commonProblem(details: GuestDetailsAnswer): Problem | undefined {
  const { configuration, addresses, snapshots } = details;
  return 'problem' in configuration &&
    'problem' in addresses &&
    'problem' in snapshots &&
    configuration.problem.code === addresses.problem.code &&
    configuration.problem.code === snapshots.problem.code
    ? configuration.problem
    : undefined;
}

function AddressesSection(props: Pick<GuestDetailsAnswer, 'addresses'>) {
  const { t } = useProxmoxTranslation();
  return (
    <Section title={t('details.addresses')}>
      <DetailPart part={props.addresses} what={t('details.addresses')}>
        {value => (
          <DataTable
            label={t('details.addresses')}
            columns={addressColumns(t)}
            rows={value}
            rowKey={row => `${row.interface} ${row.address} ${row.origin}`}
            empty={t('details.noAddresses')}
          />
        )}
      </DetailPart>
    </Section>
  );
}

function SnapshotsSection(props: Pick<GuestDetailsAnswer, 'snapshots'>) {
  const { t, locale } = useProxmoxTranslation();
  return (
    <Section title={t('details.snapshots')}>
      <DetailPart part={props.snapshots} what={t('details.snapshots')}>
        {value => (
          <DataTable
            label={t('details.snapshots')}
            columns={snapshotColumns(t, locale)}
            rows={value}
            rowKey={row => row.name}
            empty={t('details.noSnapshots')}
          />
        )}
      </DetailPart>
    </Section>
  );
}

function HardwareSections(props: {
  configuration: GuestConfiguration;
  asOf: string;
}) {
  const { disks, interfaces } = props.configuration;
  const { t, locale } = useProxmoxTranslation();
  return (
    <>
      <Section title={t('details.disks')}>
        <DataTable
          label={t('details.disks')}
          columns={diskColumns(t, locale)}
          rows={disks}
          rowKey={row => row.key}
          empty={t('details.noDisks')}
        />
        <AgeStamp asOf={props.asOf} />
      </Section>
      <Section title={t('details.interfaces')}>
        <DataTable
          label={t('details.interfaces')}
          columns={interfaceColumns(t)}
          rows={interfaces}
          rowKey={row => row.key}
          empty={t('details.noInterfaces')}
        />
        <AgeStamp asOf={props.asOf} />
      </Section>
    </>
  );
}

function ConfigurationSection(
  props: Pick<GuestDetailsAnswer, 'configuration'>,
) {
  const { t, locale } = useProxmoxTranslation();
  return (
    <Section title={t('details.configuration')} wide>
      <DetailPart part={props.configuration} what={t('details.configuration')}>
        {value => <FactList facts={configurationFacts(value, t, locale)} />}
      </DetailPart>
    </Section>
  );
}

function configurationFacts(
  configuration: GuestConfiguration,
  t: Translate,
  locale: string,
): Fact[] {
  const yesOrNo = (value: boolean) => (value ? t('state.yes') : t('state.no'));
  const { cores, sockets, memory } = configuration;
  return [
    { label: t('details.osType'), value: configuration.osType },
    { label: t('details.cores'), value: cores?.toString() },
    { label: t('details.sockets'), value: sockets?.toString() },
    {
      label: t('guest.memory'),
      value: memory === undefined ? undefined : formatBytes(memory, locale),
    },
    { label: t('details.onBoot'), value: yesOrNo(configuration.onBoot) },
    {
      label: t('details.protection'),
      value: yesOrNo(configuration.protection),
    },
    { label: t('details.agentEnabled'), value: yesOrNo(configuration.agent) },
    { label: t('details.uuid'), value: configuration.smbiosUuid },
    { label: t('details.description'), value: configuration.description },
  ];
}
