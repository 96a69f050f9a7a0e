import { PveErrorKind } from './PveError';

const nextSteps: Record<PveErrorKind, string> = {
  unauthorized:
    'Check the token id and secret (or user name with realm and password) of this source, and whether the token has expired.',
  forbidden:
    'Grant the credentials of this source the privilege that is named, on that path or above it; a token with privilege separation needs an entry of its own.',
  parameter:
    'Correct the named parameters; a Proxmox VE of another version may know others.',
  'not-found':
    'It may have been deleted or have moved to another node; look at the newest list.',
  locked: 'Wait for the task that holds the lock to end, then try again.',
  'node-offline':
    'Check whether that node is up and reachable from the other nodes of its cluster.',
  'no-quorum':
    'Bring back enough nodes for a majority; until then the cluster is read-only.',
  timeout:
    'Check the load and network of the API host, or raise requestTimeout of this source.',
  unreachable:
    'Check the endpoints of this source, that pveproxy runs there, and that a firewall lets this backend through.',
  certificate:
    "Set tls.ca to the cluster's /etc/pve/pve-root-ca.pem, or tls.fingerprints to the SHA-256 fingerprint of each node's certificate.",
  'not-implemented':
    'This Proxmox VE does not know the call; compare its version with the supported ones.',
  'unexpected-answer':
    'Check that the endpoint is the API of Proxmox VE (https://host:8006) and not a login page or proxy in front of it.',
  upstream: 'Look into the task log and the system log of that node.',
};

/** What a person can do about an error of that kind, in one sentence. */
export function nextStepFor(kind: PveErrorKind): string {
  return nextSteps[kind];
}
