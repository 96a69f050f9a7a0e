import { Guest, Option } from '@rackstage/plugin-proxmox-common';
import { readKubernetesVersion } from '../../orders/preflight/kubernetesVersion';
import { isOfferedTemplate } from '../../orders/preflight/placement';
import {
  findCloudInitDrive,
  isLegacyBootOrder,
} from '../../orders/preflight/templateProblems';
import { OfferContext, OfferedTemplate, toGiB } from './OfferContext';

/** The templates that the platform offers. */
export function listTemplates({ proxmox, limits }: OfferContext): Guest[] {
  return proxmox.guests
    .filter(
      guest =>
        guest.type === 'qemu' &&
        guest.template &&
        isOfferedTemplate(guest, limits.templates),
    )
    .sort((one, other) => one.vmid - other.vmid);
}

/** One template as a choice. */
export function toTemplateOption(
  template: OfferedTemplate,
  { proxmox }: Pick<OfferContext, 'proxmox'>,
): Option {
  const { guest, configuration } = template;
  const size = configuration?.disks.find(({ media }) => media === 'disk')?.size;
  const disabledReason = findReason(template, { proxmox });
  return {
    value: String(guest.vmid),
    label: `${guest.name ?? 'without a name'} (${guest.vmid})`,
    description: [
      readKubernetesVersion(guest) &&
        `Kubernetes ${readKubernetesVersion(guest)}`,
      size && `disk ${toGiB(size)} GiB`,
      `on ${guest.node}`,
      configuration ? undefined : 'its configuration cannot be read now',
    ]
      .filter(Boolean)
      .join(', '),
    ...(disabledReason ? { disabledReason } : {}),
  };
}

function findReason(
  { guest, configuration, boot }: OfferedTemplate,
  { proxmox }: Pick<OfferContext, 'proxmox'>,
): string | undefined {
  const node = proxmox.nodes.find(({ name }) => name === guest.node);
  if (node?.status !== 'online') {
    return `Node ${guest.node} is not online.`;
  }
  if (!configuration) {
    return undefined;
  }
  if (!configuration.agent) {
    return 'The QEMU guest agent is off: its machines would never be seen as ready.';
  }
  const drive = findCloudInitDrive(configuration);
  if (drive) {
    return `It has a cloud-init drive of Proxmox (${drive.key}), which hides the one that each machine gets.`;
  }
  return isLegacyBootOrder(boot)
    ? 'Its boot order is in the old notation, with which machines cannot get their cloud-init data.'
    : undefined;
}
