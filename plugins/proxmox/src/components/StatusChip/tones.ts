import {
  Condition,
  Diagnosis,
  GuestStatus,
  Machine,
  OrderedThing,
  OrderState,
  ProxmoxNode,
  SourceHealth,
  Task,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';
import { StatusTone } from './StatusChip';

export const guestTones: Record<GuestStatus, StatusTone> = {
  running: 'success',
  stopped: 'neutral',
  paused: 'warning',
  suspended: 'warning',
  unknown: 'warning',
};

export const sourceTones: Record<SourceHealth, StatusTone> = {
  healthy: 'success',
  degraded: 'warning',
  failing: 'danger',
  pending: 'info',
};

export const nodeTones: Record<ProxmoxNode['status'], StatusTone> = {
  online: 'success',
  offline: 'danger',
  unknown: 'warning',
};

export const taskTones: Record<Task['outcome'], StatusTone> = {
  running: 'info',
  ok: 'success',
  warnings: 'warning',
  failed: 'danger',
};

/** The status names of BUI's Alert. */
export const diagnosisStatuses: Record<
  Diagnosis['severity'],
  'info' | 'warning' | 'danger'
> = {
  info: 'info',
  warning: 'warning',
  error: 'danger',
};

const phaseTones: Record<TenantCluster['phase'], StatusTone> = {
  Pending: 'info',
  Provisioning: 'info',
  // Its infrastructure is there, and still it is not ready.
  Provisioned: 'warning',
  Deleting: 'info',
  Failed: 'danger',
  Unknown: 'warning',
};

export function tenantClusterTone(cluster: TenantCluster): StatusTone {
  return cluster.ready ? 'success' : phaseTones[cluster.phase];
}

export function machineTone(machine: Machine): StatusTone {
  if (machine.deletingSince) {
    return 'info';
  }
  if (machine.ready) {
    return 'success';
  }
  return machine.phase === 'Failed' || machine.proxmoxMachine?.failureReason
    ? 'danger'
    : 'warning';
}

/** Of a condition that is True when all is well, as those that sum an object up are. */
export const conditionTones: Record<Condition['status'], StatusTone> = {
  True: 'success',
  False: 'danger',
  Unknown: 'warning',
};

export const orderTones: Record<OrderState, StatusTone> = {
  accepted: 'info',
  applying: 'info',
  waiting: 'info',
  ready: 'success',
  failed: 'danger',
  'cleaning-up': 'info',
  'cleaned-up': 'neutral',
};

export const thingTones: Record<OrderedThing['state'], StatusTone> = {
  planned: 'neutral',
  created: 'success',
  adopted: 'success',
  deleted: 'neutral',
};
