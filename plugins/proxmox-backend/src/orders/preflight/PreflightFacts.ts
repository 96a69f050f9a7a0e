import {
  ClusterApiStack,
  Guest,
  GuestConfiguration,
  PreflightCheck,
  ProxmoxSnapshot,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';

/** Addresses that somebody else uses or hands out. */
export interface TakenAddresses {
  /** For people: `pool globex-v4-icip`. */
  holder: string;
  /** Ranges, prefixes or single addresses. */
  addresses: string[];
}

/** What is known of the template. */
export interface TemplateFacts {
  guest: Guest;
  /** Absent where it could not be read. */
  configuration?: GuestConfiguration;
  /** Proxmox's `boot`, as it is written. */
  boot?: string;
}

/**
 * What the rules look at. A fact that is `undefined` could not be read, and the check says so: nothing counts as
 * good because it was not looked at.
 */
export interface PreflightFacts {
  spec: TenantClusterOrderSpec;
  /** Machines that may exist beyond the ordered ones while the pool is replaced. */
  surge: number;
  stack?: ClusterApiStack;
  /** Objects of the order's names that are not this order's: `Cluster acme`. */
  takenNames?: string[];
  takenAddresses?: TakenAddresses[];
  /** Whether the management cluster serves InClusterIPPool. */
  addressManagementServed?: boolean;
  loadBalancerPool?: { name: string; free: number };
  dataStore?: { name: string; ready: boolean };
  proxmox?: ProxmoxSnapshot;
  /** `null` where there is no guest of that VMID. */
  template?: TemplateFacts | null;
  /** Why the credentials that capmox will use do not work; empty where they do. */
  credentialProblems?: string[];
  /** `VM.Clone on /vms/9000`; empty where none is missing. */
  missingPrivileges?: string[];
}

/** Looks at one thing that could go wrong. */
export type PreflightRule = (facts: PreflightFacts) => PreflightCheck;

/** Text and next step of a check that found something. */
interface Finding {
  id: string;
  field?: string;
  text: string;
  nextStep?: string;
}

export function passes(id: string, text: string): PreflightCheck {
  return { id, level: 'ok', text };
}

export function fails(finding: Finding): PreflightCheck {
  return { level: 'error', ...finding };
}

export function warns(finding: Finding): PreflightCheck {
  return { level: 'warning', ...finding };
}

/** For a check whose facts could not be read. */
export function unknown(
  id: string,
  subject: string,
  field?: string,
): PreflightCheck {
  return {
    id,
    level: 'warning',
    field,
    text: `${subject} could not be checked, because it cannot be read at present.`,
    nextStep: 'Try again, or ask the team that operates it.',
  };
}
