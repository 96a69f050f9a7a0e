import { Order, PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { OrderDecisions } from './OrderDecisions';

/** Every check that failed, `<field>: <text> <next step>`. */
export function describeErrors(checks: PreflightCheck[]): string {
  const errors = checks.filter(({ level }) => level === 'error');
  return errors.length
    ? errors.map(describeCheck).join('; ')
    : 'It could not be decided where this order would run; try again when the management cluster and Proxmox can be read.';
}

function describeCheck({ field, text, nextStep }: PreflightCheck): string {
  const sentence = [text, nextStep].filter(Boolean).join(' ');
  return field ? `${field}: ${sentence}` : sentence;
}

/** The first lines of an order's log. */
export function describeAcceptance(
  { requestedBy, spec }: Order,
  { stack, vmidRange, templateNode }: OrderDecisions,
  checks: PreflightCheck[],
): string[] {
  const { start, end } = vmidRange;
  return [
    `Accepted: ${requestedBy} orders cluster ${spec.name} in ${spec.tenant} of ${spec.managementCluster}.`,
    `Decided: Cluster API ${stack}, template ${spec.proxmox.template} on ${templateNode}, VMIDs ${start} to ${end}.`,
    ...checks
      .filter(({ level }) => level === 'warning')
      .map(check => `Warning: ${describeCheck(check)}`),
  ];
}
