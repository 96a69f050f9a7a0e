import { Order } from '@rackstage/plugin-proxmox-common';

/** Why an order is not ready, what to do about each reason, and where. */
export function explainFailure(order: Order, orderUrl: string): string {
  const { id, spec, state, message, diagnoses } = order;
  const cluster = `${spec.managementCluster}/${spec.tenant}/${spec.name}`;
  if (state === 'cleaned-up') {
    return `The order ${id} of the tenant cluster ${cluster} has been cleaned up while this task followed it; what it had created is deleted. ${orderUrl}`;
  }
  const reasons = diagnoses.map(({ text, nextStep }) =>
    nextStep ? `${text} ${nextStep}` : text,
  );
  const head = `The order ${id} of the tenant cluster ${cluster} failed`;
  const isSaidBelow = diagnoses.some(({ text }) => message?.includes(text));
  return [
    message && !isSaidBelow ? `${head}: ${message}` : `${head}.`,
    ...reasons.map(reason => `- ${reason}`),
    `Resume it or clean up what it has created: ${orderUrl}`,
  ].join('\n');
}
