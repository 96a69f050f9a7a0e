import type { SimulatorState } from './SimulatorState';

export function buildSourcesConfig(state: SimulatorState): object {
  return { proxmox: { sources: state.sites.map(({ name }) => ({ name })) } };
}
