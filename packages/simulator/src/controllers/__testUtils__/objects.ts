import type {
  Condition,
  Machine,
  MachineDeployment,
  MachineOwnerSpec,
  ProxmoxMachine,
} from '../objects/kinds';
import { kindRef, StackName } from '../objects/stack';

/** A moment that tests agree on. */
export const now = Date.parse('2026-11-22T12:00:00Z');

const template: MachineOwnerSpec['template'] = {
  metadata: { labels: { team: 'a' } },
  spec: {
    clusterName: 'acme',
    version: 'v1.33.3',
    bootstrap: { configRef: { kind: 'KubeadmConfigTemplate', name: 'boot' } },
    infrastructureRef: { kind: 'ProxmoxMachineTemplate', name: 'small' },
  },
};

/** A pool of workers as an order writes it. */
export function aDeployment(
  stack: StackName,
  change: {
    spec?: Partial<MachineOwnerSpec>;
    status?: MachineDeployment['status'];
  } = {},
): MachineDeployment {
  return {
    ...kindRef(stack, 'MachineDeployment'),
    metadata: { namespace: 'tenant-team-a', name: 'acme-md-0', uid: 'uid-md' },
    spec: {
      clusterName: 'acme',
      replicas: 2,
      selector: { matchLabels: { team: 'a' } },
      template,
      ...change.spec,
    },
    status: change.status,
  };
}

/** A machine before anything has happened. */
export function aMachine(
  stack: StackName,
  change: {
    metadata?: Partial<Machine['metadata']>;
    spec?: Partial<Machine['spec']>;
    status?: Machine['status'];
  } = {},
): Machine {
  return {
    ...kindRef(stack, 'Machine'),
    metadata: {
      namespace: 'tenant-team-a',
      name: 'acme-md-0-x1',
      ...change.metadata,
    },
    spec: { ...template.spec, bootstrap: {}, ...change.spec },
    status: change.status,
  };
}

/** The Proxmox half of a machine. */
export function aProxmoxMachine(
  stack: StackName,
  status?: ProxmoxMachine['status'],
): ProxmoxMachine {
  return {
    ...kindRef(stack, 'ProxmoxMachine'),
    metadata: { namespace: 'tenant-team-a', name: 'acme-md-0-x1' },
    spec: { providerID: 'proxmox://uuid-1' },
    status,
  };
}

/** Conditions of the newer dialect where the stack keeps them. */
export function withModern(stack: StackName, conditions: Condition[]) {
  return stack === 'v1beta1' ? { v1beta2: { conditions } } : { conditions };
}
