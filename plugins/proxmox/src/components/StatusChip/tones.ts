import {
  Diagnosis,
  GuestStatus,
  ProxmoxNode,
  SourceHealth,
  Task,
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
