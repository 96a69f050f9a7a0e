import { demo } from './demo';

/** A fault as the simulator's control API takes it. */
export interface SiteFault {
  kind: 'api-refusing' | 'node-down' | 'pool-privileges-lost' | 'no-quorum';
  node?: string;
  pool?: string;
}

/** Breaks a simulated Proxmox cluster. */
export async function breakSite(site: string, fault: SiteFault): Promise<void> {
  await control(`/sites/${site}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
}

/** Takes every fault off a simulated Proxmox cluster. */
export async function repairSite(site: string): Promise<void> {
  await control(`/sites/${site}/faults`, { method: 'DELETE' });
}

/** A fault of a simulated management cluster as the simulator's control API takes it. */
export type ManagementFault =
  | { kind: 'template-missing' | 'ip-pool-exhausted' | 'lb-pool-empty' }
  | { kind: 'controller-off'; name: string };

/** Breaks a simulated management cluster. */
export async function breakManagementCluster(
  name: string,
  fault: ManagementFault,
): Promise<void> {
  await control(`/management-clusters/${name}/faults`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
}

/** Takes every fault off a simulated management cluster. */
export async function repairManagementCluster(name: string): Promise<void> {
  await control(`/management-clusters/${name}/faults`, { method: 'DELETE' });
}

async function control(path: string, request: RequestInit): Promise<void> {
  const response = await fetch(`${demo().controlUrl}${path}`, request);
  if (!response.ok) {
    throw new Error(
      `The simulator answered ${
        response.status
      } to ${path}: ${await response.text()}`,
    );
  }
}
