import {
  GuestConfiguration,
  GuestDetailsAnswer,
  GuestId,
} from '@rackstage/plugin-proxmox-common';
import { formatBytes } from '../../format';
import { useGuestDetails } from '../../hooks';
import { Translate, useProxmoxTranslation } from '../../translation';
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
import { Section } from './Section';

/** Addresses, disks, interfaces, configuration and snapshots, each with its own age. */
export function GuestDetails(props: { id: GuestId }) {
  const { t } = useProxmoxTranslation();
  const details = useGuestDetails(props.id);
  if (details.data) {
    return <DetailSections details={details.data} />;
  }
  return (
    <Section title={t('details.configuration')} wide>
      <AsyncContent
        state={details}
        what={t('details.configuration')}
        skeletonLines={6}
      >
        {() => null}
      </AsyncContent>
    </Section>
  );
}

function DetailSections(props: { details: GuestDetailsAnswer }) {
  const { configuration, addresses, snapshots } = props.details;
  const { t, locale } = useProxmoxTranslation();
  return (
    <>
      <Section title={t('details.addresses')}>
        <DetailPart part={addresses} what={t('details.addresses')}>
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
      <Section title={t('details.disks')}>
        <DetailPart part={configuration} what={t('details.disks')}>
          {({ disks }) => (
            <DataTable
              label={t('details.disks')}
              columns={diskColumns(t, locale)}
              rows={disks}
              rowKey={row => row.key}
              empty={t('details.noDisks')}
            />
          )}
        </DetailPart>
      </Section>
      <Section title={t('details.interfaces')}>
        <DetailPart part={configuration} what={t('details.interfaces')}>
          {({ interfaces }) => (
            <DataTable
              label={t('details.interfaces')}
              columns={interfaceColumns(t)}
              rows={interfaces}
              rowKey={row => row.key}
              empty={t('details.noInterfaces')}
            />
          )}
        </DetailPart>
      </Section>
      <Section title={t('details.snapshots')}>
        <DetailPart part={snapshots} what={t('details.snapshots')}>
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
      <Section title={t('details.configuration')} wide>
        <DetailPart part={configuration} what={t('details.configuration')}>
          {value => <FactList facts={configurationFacts(value, t, locale)} />}
        </DetailPart>
      </Section>
    </>
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
