import { Machine } from '@rackstage/plugin-proxmox-common';
import { Translate } from '../../translation';
import { DataColumn } from '../DataTable';
import { EntityLink } from '../EntityLink';
import { StatusChip, machineTone } from '../StatusChip';
import { explainMachine } from './explainMachine';

/** Columns of the machines of a tenant cluster. */
export function machineColumns(t: Translate): DataColumn<Machine>[] {
  const none = t('state.none');
  const text = (
    id: string,
    label: string,
    valueOf: (machine: Machine) => string | undefined,
  ): DataColumn<Machine> => ({
    id,
    label,
    sortBy: valueOf,
    render: machine => valueOf(machine) || none,
  });
  return [
    { ...text('name', t('machine.name'), ({ name }) => name), oneLine: true },
    { ...text('pool', t('machine.pool'), ({ pool }) => pool), oneLine: true },
    {
      id: 'state',
      label: t('machine.state'),
      sortBy: machine => machine.phase,
      render: machine => <MachineState machine={machine} t={t} />,
    },
    {
      id: 'guest',
      oneLine: true,
      label: t('machine.guest'),
      sortBy: vmidOf,
      render: machine => <MachineGuest machine={machine} t={t} />,
    },
    text('node', t('machine.node'), nodeOf),
    text('addresses', t('machine.addresses'), ({ proxmoxMachine }) =>
      proxmoxMachine?.addresses.join(', '),
    ),
    text('version', t('tenantCluster.version'), ({ version }) => version),
    text('reason', t('tenantCluster.reason'), explainMachine),
  ];
}

/** What Proxmox says counts more than what capmox remembers: a guest may have been migrated since. */
function nodeOf({ guest, proxmoxMachine }: Machine): string | undefined {
  return guest?.node ?? proxmoxMachine?.node;
}

function vmidOf({ guest, proxmoxMachine }: Machine): number | undefined {
  return guest?.vmid ?? proxmoxMachine?.vmid;
}

function MachineState(props: { machine: Machine; t: Translate }) {
  const { machine, t } = props;
  const { phase, ready } = machine;
  return (
    <StatusChip tone={machineTone(machine)}>
      {phase === 'Running' && !ready ? t('machine.notReady', { phase }) : phase}
    </StatusChip>
  );
}

/** The guest's page where the viewer may see the guest; else at least its VMID. */
function MachineGuest(props: { machine: Machine; t: Translate }) {
  const { machine, t } = props;
  const { guest } = machine;
  const vmid = vmidOf(machine);
  const nameless =
    vmid === undefined
      ? t('state.none')
      : t('guest.nameless', { vmid: String(vmid) });
  return guest ? (
    <EntityLink entityRef={guest.entityRef}>
      {guest.name ?? nameless}
    </EntityLink>
  ) : (
    <>{nameless}</>
  );
}
