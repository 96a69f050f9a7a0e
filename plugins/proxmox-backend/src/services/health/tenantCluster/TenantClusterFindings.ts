import {
  AddressClaim,
  AddressPool,
  Condition,
  Diagnosis,
  Machine,
  ManagementClusterState,
  Task,
  TenantCluster,
} from '@rackstage/plugin-proxmox-common';

/** A Proxmox task that belongs to a machine, with the end of its log where it was read. */
export interface MachineTask {
  task: Task;
  logLines: string[];
}

/** What the rules for a tenant cluster look at. */
export interface TenantClusterFindings {
  cluster: TenantCluster;
  machines: Machine[];
  claims: AddressClaim[];
  pools: AddressPool[];
  state: Pick<ManagementClusterState, 'source' | 'title' | 'asOf' | 'error'>;
  /** By name of the Machine. */
  tasks: Map<string, MachineTask>;
  now: Date;
}

/** Looks for one thing that is wrong with the cluster as a whole. */
export type TenantClusterRule = (
  findings: TenantClusterFindings,
) => Diagnosis | undefined;

/** What a rule says of one machine; machines of which the same is said become one diagnosis. */
export interface MachineSymptom {
  ruleId: string;
  severity: Diagnosis['severity'];
  /** Follows the names of the machines and a colon. */
  text: string;
  nextStep: string;
  params?: Diagnosis['params'];
  evidence: Evidence[];
}

export type Evidence = NonNullable<Diagnosis['evidence']>[number];

/** Time that controllers get before their silence means something. */
export const PATIENCE_MS = 3 * 60_000;

/** Whether it has been so for longer than controllers need. An unknown beginning counts as long ago. */
export function isOverdue(
  since: string | undefined,
  now: Date,
  patienceMs = PATIENCE_MS,
): boolean {
  return !since || now.getTime() - new Date(since).getTime() >= patienceMs;
}

/** A condition as evidence. */
export function citeCondition(object: string, condition: Condition): Evidence {
  const { type, status, reason, message, since } = condition;
  return {
    kind: 'condition',
    title: `${object}: ${type}`,
    text: [
      `${status}${reason ? ` (${reason})` : ''}${
        since ? ` since ${since}` : ''
      }`,
      ...(message ? [message] : []),
    ].join(': '),
  };
}

/** The condition of that type that is not true. */
export function findUnmet(
  conditions: Condition[],
  types: string[],
): Condition | undefined {
  return conditions.find(
    ({ type, status }) => types.includes(type) && status !== 'True',
  );
}
