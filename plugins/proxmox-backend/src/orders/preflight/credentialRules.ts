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

const privileges: PreflightRule = ({ missingPrivileges, spec }) => {
  const id = 'privileges';
  const field = 'proxmox.source';
  if (!missingPrivileges) {
    return unknown(id, 'Whether the privileges suffice', field);
  }
  return missingPrivileges.length
    ? warns({
        id,
        field,
        text: `The token for ${
          spec.proxmox.source
        } seems to lack ${missingPrivileges.join(', ')}.`,
        nextStep: 'Give the token of the Proxmox provider these privileges.',
      })
    : passes(id, 'No privilege is missing.');
};

/** Rules on the credentials that capmox gets. */
export const credentialRules: PreflightRule[] = [credentialsWork, privileges];
