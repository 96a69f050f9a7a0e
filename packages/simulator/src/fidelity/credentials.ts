import { objectOf, objectsOf, numberOf } from './json';
import { needToken, WorldPlan } from './plan/WorldPlan';
import type { Json, Recording } from './types';

/** What a recorded token was allowed to do, as far as its answer tells. */
export type TokenRights = 'all' | 'none' | 'shown';

/** A refusal that names a path and one privilege, or nothing at all. */
const plainRefusal = /^Permission check failed( \(\/\S*, [\w.|]+\))?$/;

/**
 * Tokens' rights are not recorded. A refused one had none; a filtered list
 * shows what it had; any other success is taken to come from a full token, and
 * so is a refusal of what only a login of the superuser may do.
 */
export function tokenRights(recording: Recording): TokenRights {
  const { answer, request, label } = recording;
  if (answer.status === 403) {
    return plainRefusal.test(answer.reason ?? '') ? 'none' : 'all';
  }
  if (/noperm/.test(label)) return 'none';
  const shows =
    request.path === '/access/permissions' || /filtered/.test(label);
  return shows ? 'shown' : 'all';
}

const configPrivilege = /\((\/vms\/\d+), VM\.Config\.(\w+)\)/;

/** Who is refused one kind of option may change another kind. */
function grantOtherOptions(
  plan: WorldPlan,
  ugid: string,
  reason: string,
): void {
  const match = configPrivilege.exec(reason);
  if (!match) return;
  const [, path, kind] = match;
  const other = kind === 'CDROM' ? 'VM.Config.Cloudinit' : 'VM.Config.CDROM';
  plan.roles.set('OtherOptions', ['VM.Audit', other]);
  plan.acl.push({
    path,
    type: 'token',
    ugid,
    roleid: 'OtherOptions',
    propagate: true,
  });
}

/** Grants a token exactly what the recorded answer shows of its rights. */
function grantShown(plan: WorldPlan, ugid: string, data: Json): void {
  let count = 0;
  const grant = (path: string, privileges: string[]) => {
    count += 1;
    const roleid = `Shown${count}`;
    plan.roles.set(roleid, privileges);
    plan.acl.push({ path, type: 'token', ugid, roleid, propagate: true });
  };
  for (const [path, privileges] of Object.entries(objectOf(data))) {
    grant(path, Object.keys(objectOf(privileges)));
  }
  for (const row of objectsOf(data)) {
    const vmid = numberOf(row.vmid);
    if (vmid) grant(`/vms/${vmid}`, ['VM.Audit']);
  }
}

/** Name of the token that a recording's request carries. */
export function tokenName(recording: Recording): string {
  const { credentials } = recording.request;
  const fromAnswer = /:root@pam!([\w.-]+):/.exec(
    JSON.stringify(recording.answer.body),
  );
  if (fromAnswer) return fromAnswer[1];
  return (credentials.kind === 'token' && credentials.tokenId) || 'fidelity';
}

/** Plans the token with which a recording's request was sent. */
export function planToken(plan: WorldPlan, recording: Recording): void {
  if (recording.request.credentials.kind !== 'token') return;
  const name = tokenName(recording);
  const rights = tokenRights(recording);
  const token = needToken(plan, 'root@pam', name);
  token.hasSeparatePrivileges = rights !== 'all';
  const ugid = `root@pam!${name}`;
  grantOtherOptions(plan, ugid, recording.answer.reason ?? '');
  if (rights === 'shown') {
    grantShown(plan, ugid, objectOf(recording.answer.body).data);
  }
}

/** An expired token, for the recording that uses one. */
export function planExpiredToken(plan: WorldPlan, recording: Recording): void {
  const { credentials } = recording.request;
  if (credentials.kind === 'bad-token' && credentials.form !== 'unknown') {
    const token = needToken(plan, 'root@pam', 'stale');
    token.expire = credentials.form === 'expired' ? 1000 : 0;
  }
}
