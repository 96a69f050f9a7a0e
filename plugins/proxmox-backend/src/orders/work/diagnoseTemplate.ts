import {
  Diagnosis,
  SourceState,
  TenantClusterOrderSpec,
} from '@rackstage/plugin-proxmox-common';

/**
 * Whether the template of an order is still there. The provider cannot tell: to somebody with few rights Proxmox says of a
 * machine that does not exist that it is forbidden.
 */
export function diagnoseTemplate(
  spec: Pick<TenantClusterOrderSpec, 'proxmox'>,
  state: SourceState | undefined,
): Diagnosis[] {
  const { source, template } = spec.proxmox;
  if (!state?.data || state.error) {
    return [];
  }
  const guest = state.data.guests.find(({ vmid }) => vmid === template);
  return guest?.template
    ? []
    : [
        {
          ruleId: 'template-not-found',
          severity: 'error',
          text: `Template ${template} is not in Proxmox ${source} any more, so no machine can be cloned.`,
          params: { source, template },
          nextStep:
            'Make a template of that VMID again and resume the order, or clean it up and choose another template.',
        },
      ];
}
