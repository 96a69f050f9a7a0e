import {
  bothDialects,
  legacyConditions,
  modernConditions,
  NewCondition,
} from '../objects/conditions';
import type {
  KubeadmConfig,
  Machine,
  Node,
  ProxmoxMachine,
} from '../objects/kinds';
import { isDeleting } from '../objects/metadata';
import type { StackName } from '../objects/stack';

/** What a Machine is made of, as far as it exists. */
export interface MachineParts {
  config?: KubeadmConfig;
  infrastructure?: ProxmoxMachine;
  node?: Node;
  /** Why a machine that is being deleted is still there. */
  deleting?: { reason: string; message: string };
}

/** Whether a machine's virtual machine is there, in either contract. */
export function isMachineProvisioned(
  machine: ProxmoxMachine | undefined,
): boolean {
  const status = machine?.status;
  return Boolean(status?.ready ?? status?.initialization?.provisioned);
}

/** Whether the node says that it is ready. */
export function isNodeReady(node: Node | undefined): boolean {
  return Boolean(
    node?.status?.conditions?.some(
      c => c.type === 'Ready' && c.status === 'True',
    ),
  );
}

/** The phase that `kubectl get machines` shows. */
function phaseOf(machine: Machine, parts: MachineParts): string {
  if (isDeleting(machine)) return 'Deleting';
  if (parts.infrastructure?.status?.failureReason) return 'Failed';
  if (!machine.spec.bootstrap.dataSecretName) return 'Pending';
  if (!isMachineProvisioned(parts.infrastructure)) return 'Provisioning';
  return parts.node ? 'Running' : 'Provisioned';
}

function fact(
  type: string,
  isTrue: boolean,
  words: Omit<NewCondition, 'type' | 'status'> & {
    status?: NewCondition['status'];
    yes?: string;
  },
): NewCondition {
  const { yes = type, ...otherwise } = words;
  return isTrue
    ? { type, status: 'True', reason: yes, message: '' }
    : { type, status: 'False', message: '', ...otherwise };
}

/** What the infrastructure says about itself, for conditions that mirror it. */
function infrastructureWords(parts: MachineParts): {
  reason: string;
  message: string;
} {
  const { infrastructure } = parts;
  if (!infrastructure) {
    return { reason: 'DoesNotExist', message: 'ProxmoxMachine does not exist' };
  }
  const ready = infrastructure.status?.conditions?.find(
    c => c.type === 'Ready',
  );
  return {
    reason: ready?.reason ?? 'NotReady',
    message:
      ready?.message ||
      'ProxmoxMachine status.initialization.provisioned is false',
  };
}

function nodeConditions(parts: MachineParts): NewCondition[] {
  const { node } = parts;
  if (!node) {
    const waiting = {
      status: 'Unknown' as const,
      reason: 'InspectionFailed',
      message: isMachineProvisioned(parts.infrastructure)
        ? `Waiting for a Node with spec.providerID ${parts.infrastructure?.spec.providerID} to exist`
        : 'Waiting for infrastructure to be provisioned',
    };
    return ['NodeReady', 'NodeHealthy'].map(type => ({ type, ...waiting }));
  }
  const ready = node.status?.conditions?.find(c => c.type === 'Ready');
  const isReady = ready?.status === 'True';
  const words = {
    status:
      ready?.status === 'Unknown' ? ('Unknown' as const) : ('False' as const),
    reason: isReady ? 'NodeReady' : 'NodeNotReady',
    message: `* Node.Ready: ${ready?.message ?? 'Condition not yet reported'}`,
  };
  return [
    fact('NodeReady', isReady, words),
    fact('NodeHealthy', isReady, {
      ...words,
      reason: 'NodeNotHealthy',
    }),
  ];
}

function modernOf(
  stack: StackName,
  machine: Machine,
  parts: MachineParts,
): NewCondition[] {
  const bootstrap = fact(
    'BootstrapConfigReady',
    machine.spec.bootstrap.dataSecretName !== undefined,
    {
      yes: 'Ready',
      reason: 'NotReady',
      message:
        parts.config?.status?.conditions?.find(c => c.status !== 'True')
          ?.message ?? 'KubeadmConfig status.dataSecretName is not set',
    },
  );
  const infrastructure = fact(
    'InfrastructureReady',
    isMachineProvisioned(parts.infrastructure),
    { yes: 'Ready', ...infrastructureWords(parts) },
  );
  const nodes = nodeConditions(parts);
  const deleting = fact('Deleting', isDeleting(machine), {
    reason: 'NotDeleting',
  });
  if (parts.deleting) Object.assign(deleting, parts.deleting);
  const checked = modernConditions(stack, machine.status).filter(
    ({ type }) => type === 'HealthCheckSucceeded',
  );
  const waiting = [bootstrap, infrastructure, nodes[1], ...checked].filter(
    c => c.status !== 'True',
  );
  const isReady = waiting.length === 0 && !isDeleting(machine);
  const words = {
    reason: 'NotReady',
    message: waiting.map(c => `* ${c.type}: ${c.message}`).join('\n'),
  };
  return [
    fact('Available', isReady, { ...words, reason: 'NotReady' }),
    fact('Ready', isReady, words),
    { type: 'UpToDate', status: 'True', reason: 'UpToDate', message: '' },
    bootstrap,
    infrastructure,
    ...nodes,
    deleting,
    { type: 'Paused', status: 'False', reason: 'NotPaused', message: '' },
  ];
}

function legacyOf(machine: Machine, parts: MachineParts): NewCondition[] {
  const bootstrap = fact(
    'BootstrapReady',
    machine.spec.bootstrap.dataSecretName !== undefined,
    { reason: 'WaitingForDataSecret' },
  );
  const infrastructure = fact(
    'InfrastructureReady',
    isMachineProvisioned(parts.infrastructure),
    infrastructureWords(parts),
  );
  const node = fact('NodeHealthy', isNodeReady(parts.node), {
    reason: parts.node ? 'NodeConditionsFailed' : 'NodeProvisioning',
    severity: 'Warning',
  });
  const waiting = [bootstrap, infrastructure].find(c => c.status !== 'True');
  const ready = fact('Ready', !waiting, {
    reason: waiting?.reason,
    message: waiting?.message,
    severity: waiting?.severity,
  });
  return [ready, bootstrap, infrastructure, node];
}

/** What health checks wrote; the rest of the conditions is the machine's own. */
export const healthConditionTypes = ['HealthCheckSucceeded', 'OwnerRemediated'];

function ofHealthChecks<T extends { type: string }>(list: readonly T[]): T[] {
  return list.filter(({ type }) => healthConditionTypes.includes(type));
}

function nodeFields(stack: StackName, node: Node | undefined): object {
  if (!node) return {};
  const name = node.metadata.name ?? '';
  const nodeInfo = node.status?.nodeInfo;
  return {
    nodeRef:
      stack === 'v1beta1'
        ? { apiVersion: 'v1', kind: 'Node', name, uid: node.metadata.uid }
        : { name },
    ...(nodeInfo ? { nodeInfo } : {}),
  };
}

/** The status of a Machine, from what it is made of. */
export function machineStatus(
  stack: StackName,
  machine: Machine,
  parts: MachineParts & { now: number },
): Machine['status'] {
  const hasData = machine.spec.bootstrap.dataSecretName !== undefined;
  const isProvisioned = isMachineProvisioned(parts.infrastructure);
  const { addresses, failureReason, failureMessage } =
    parts.infrastructure?.status ?? {};
  return {
    phase: phaseOf(machine, parts),
    observedGeneration: machine.metadata.generation ?? 1,
    ...(stack === 'v1beta1'
      ? {
          bootstrapReady: hasData,
          infrastructureReady: isProvisioned,
          ...(failureReason ? { failureReason, failureMessage } : {}),
        }
      : {
          initialization: {
            bootstrapDataSecretCreated: hasData,
            infrastructureProvisioned: isProvisioned,
          },
        }),
    ...(addresses && addresses.length > 0 ? { addresses } : {}),
    ...nodeFields(stack, parts.node),
    ...bothDialects({
      stack,
      before: machine.status,
      modern: [
        ...modernOf(stack, machine, parts),
        ...ofHealthChecks(modernConditions(stack, machine.status)),
      ],
      legacy: [
        ...legacyOf(machine, parts),
        ...ofHealthChecks(legacyConditions(stack, machine.status)),
      ],
      now: parts.now,
    }),
  };
}
