import { Diagnosis } from '@rackstage/plugin-proxmox-common';
import { clusterRules, severityRanks } from './clusterRules';
import { machineRules } from './machineRules';
import { MachineSymptom, TenantClusterFindings } from './TenantClusterFindings';

const SHOWN_NAMES = 3;

/** What keeps a tenant cluster from being ready, the worst first; machines with the same cause share one sentence. */
export function diagnoseTenantCluster(
  findings: TenantClusterFindings,
): Diagnosis[] {
  const ofCluster = clusterRules
    .map(rule => rule(findings))
    .filter(diagnosis => diagnosis !== undefined);
  return [...ofCluster, ...diagnoseMachines(findings)].sort(
    (left, right) =>
      severityRanks[left.severity] - severityRanks[right.severity],
  );
}

function diagnoseMachines(findings: TenantClusterFindings): Diagnosis[] {
  const groups = new Map<string, { names: string[]; first: MachineSymptom }>();
  for (const machine of findings.machines) {
    const first = machineRules
      .map(rule => rule(machine, findings))
      .find(symptom => symptom !== undefined);
    if (first) {
      const key = JSON.stringify([first.ruleId, first.severity]);
      const names = groups.get(key)?.names ?? [];
      groups.set(key, {
        first: groups.get(key)?.first ?? first,
        names: [...names, machine.name],
      });
    }
  }
  return [...groups.values()].map(({ names, first }) => ({
    ruleId: first.ruleId,
    severity: first.severity,
    text: `${joinNames(names)}: ${first.text}.`,
    params: { ...first.params, machines: names.length, machine: names[0] },
    nextStep: first.nextStep,
    evidence: first.evidence,
  }));
}

function joinNames(names: string[]): string {
  const more = names.length - SHOWN_NAMES;
  const word = names.length === 1 ? 'Machine' : 'Machines';
  return `${word} ${names.slice(0, SHOWN_NAMES).join(', ')}${
    more > 0 ? ` and ${more} more` : ''
  }`;
}
