import { ButtonLink } from '@backstage/ui';
import { RiExternalLinkLine } from '@remixicon/react';
import { useProxmoxTranslation } from '../../translation';

/** Opens a thing in Proxmox's own interface, in a tab of its own; nothing without an address. */
export function OpenInProxmox(props: { webUrl?: string }) {
  const { t } = useProxmoxTranslation();
  // Only a web address: what the backend sends ends up in an anchor.
  if (!props.webUrl || !/^https?:\/\//.test(props.webUrl)) {
    return null;
  }
  return (
    <ButtonLink
      size="small"
      variant="secondary"
      href={props.webUrl}
      target="_blank"
      rel="noopener noreferrer"
      iconEnd={<RiExternalLinkLine aria-hidden />}
    >
      {t('action.openInProxmox')}
    </ButtonLink>
  );
}
