import { fails, passes, PreflightRule, unknown, warns } from './PreflightRule';

const credentialsWork: PreflightRule = ({ credentialProblems, spec }) => {
  const id = 'credentials';
  const field = 'proxmox.source';
  if (!credentialProblems) {
    return unknown(id, 'Whether the Proxmox credentials work', field);
  }
  return credentialProblems.length
    ? fails({
        id,
        field,
        text: `The credentials for ${
          spec.proxmox.source
        } do not work: ${credentialProblems.join('; ')}.`,
        nextStep: 'Tell the team that operates the portal.',
      })
    : passes(
        id,
        'The Proxmox credentials work from here. Whether the management cluster reaches Proxmox cannot be seen from here.',
      );
};

/** An error only where nothing can be made: the provider may have others than those that can be seen. */
const privileges: PreflightRule = ({ missingPrivileges, spec }) => {
  const id = 'privileges';
  const { source } = spec.proxmox;
  if (!missingPrivileges) {
    return unknown(id, 'Whether the privileges suffice', 'proxmox.source');
  }
  if (!missingPrivileges.length) {
    return passes(id, 'No privilege is missing.');
  }
  const list = missingPrivileges
    .map(({ privilege, path }) => `${privilege} on ${path}`)
    .join(', ');
  const certain = missingPrivileges.find(({ command }) => command);
  if (!certain) {
    return warns({
      id,
      field: 'proxmox.source',
      text: `The token for ${source} seems to lack ${list}.`,
      nextStep: 'Give the token of the Proxmox provider these privileges.',
    });
  }
  const commands = new Set(
    missingPrivileges.flatMap(({ command }) => command ?? []),
  );
  return fails({
    id,
    field: certain.field,
    text: `No machine can be made in ${source}: its token lacks ${list}.`,
    nextStep: `Let the team that operates Proxmox run: ${[...commands].join(
      '; ',
    )}`,
  });
};

/** Rules on the credentials that capmox gets. */
export const credentialRules: PreflightRule[] = [credentialsWork, privileges];
