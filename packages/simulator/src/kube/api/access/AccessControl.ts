import { randomUUID } from 'node:crypto';
import type { JsonObject, KubeObject } from '../../object/types';
import type { ApiContext } from '../ApiContext';
import { unauthorized } from '../StatusError';
import { anonymous, Caller } from './Caller';
import {
  AccessRule,
  allowsPath,
  allowsResource,
  authenticatedRules,
  publicRules,
  ResourceAttempt,
} from './rules';

/** Somebody who may call, and what they may do besides stored roles. */
export interface KubeUser {
  name: string;
  uid?: string;
  groups?: string[];
  token: string;
  rules?: AccessRule[];
}

/** A decision, with the reason as the API words it. */
export interface AccessDecision {
  allowed: boolean;
  reason?: string;
}

/** A rule and where it comes from. */
interface GrantedRule {
  rule: AccessRule;
  reason?: string;
}

interface Subject extends JsonObject {
  kind?: string;
  name?: string;
  namespace?: string;
}

const group = 'rbac.authorization.k8s.io';

function subjectName(subject: Subject): string {
  return subject.kind === 'ServiceAccount'
    ? `system:serviceaccount:${subject.namespace}:${subject.name}`
    : String(subject.name);
}

function matchingSubject(
  binding: KubeObject,
  caller: Caller,
): Subject | undefined {
  const subjects = (binding.subjects ?? []) as Subject[];
  return subjects.find(subject =>
    subject.kind === 'Group'
      ? caller.groups.includes(String(subject.name))
      : caller.name === subjectName(subject),
  );
}

/** Tells callers by their tokens and decides what they may do. */
export class AccessControl {
  readonly #users: readonly KubeUser[];
  readonly #context: ApiContext;
  readonly #allowsAnonymous: boolean;
  readonly #issued = new Map<string, { caller: Caller; expires: number }>();

  constructor(options: {
    users: readonly KubeUser[];
    context: ApiContext;
    allowsAnonymous: boolean;
  }) {
    this.#users = options.users;
    this.#context = options.context;
    this.#allowsAnonymous = options.allowsAnonymous;
  }

  /** Tells who calls; 401 for a token that nobody has. */
  authenticate(authorization: string | undefined): Caller {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      if (this.#allowsAnonymous) return anonymous;
      throw unauthorized();
    }
    const caller = this.findToken(token);
    if (!caller) throw unauthorized();
    return caller;
  }

  /** Issues a token of a service account that counts until a moment. */
  issueToken(
    account: { namespace: string; name: string; uid?: string },
    expires: number,
  ): string {
    const { namespace, name, uid } = account;
    const part = (value: object) =>
      Buffer.from(JSON.stringify(value)).toString('base64url');
    const subject = `system:serviceaccount:${namespace}:${name}`;
    const token = [
      part({ alg: 'none' }),
      part({
        sub: subject,
        exp: Math.floor(expires / 1000),
        jti: randomUUID(),
      }),
      randomUUID().replaceAll('-', ''),
    ].join('.');
    const groups = [
      'system:serviceaccounts',
      `system:serviceaccounts:${namespace}`,
      'system:authenticated',
    ];
    this.#issued.set(token, {
      caller: { name: subject, uid, groups },
      expires,
    });
    return token;
  }

  /** Who has a token. */
  findToken(token: string): Caller | undefined {
    const issued = this.#issued.get(token);
    if (issued && issued.expires > this.#context.clock.now()) {
      return issued.caller;
    }
    const user = this.#users.find(candidate => candidate.token === token);
    return (
      user && {
        name: user.name,
        uid: user.uid,
        groups: [...(user.groups ?? []), 'system:authenticated'],
      }
    );
  }

  /** Whether a caller may do something with objects. */
  decide(caller: Caller, attempt: ResourceAttempt): AccessDecision {
    if (caller.groups.includes('system:masters')) return { allowed: true };
    const granted = this.granted(caller).find(({ rule }) =>
      allowsResource(rule, attempt),
    );
    return granted
      ? { allowed: true, reason: granted.reason }
      : { allowed: false };
  }

  /** Whether a caller may get a path. */
  allowsPath(caller: Caller, verb: string, path: string): boolean {
    if (caller.groups.includes('system:masters')) return true;
    return this.granted(caller).some(({ rule }) =>
      allowsPath(rule, verb, path),
    );
  }

  /** All rules that hold for a caller. */
  granted(caller: Caller): GrantedRule[] {
    const isKnown = caller.groups.includes('system:authenticated');
    const own = this.#users.find(user => user.name === caller.name);
    return [
      ...(isKnown ? authenticatedRules : []).map(rule => ({ rule })),
      ...publicRules.map(rule => ({ rule })),
      ...(own?.rules ?? []).map(rule => ({
        rule,
        reason: `RBAC: allowed by ClusterRoleBinding "${caller.name}" of ClusterRole "${caller.name}" to User "${caller.name}"`,
      })),
      ...this.#bound('clusterrolebindings', caller),
      ...this.#bound('rolebindings', caller),
    ];
  }

  #bound(plural: string, caller: Caller): GrantedRule[] {
    const served = this.#context.kinds.findResource(group, 'v1', plural);
    if (!served) return [];
    const granted: GrantedRule[] = [];
    for (const binding of this.#context.store.list(served.definition)) {
      const subject = matchingSubject(binding, caller);
      if (!subject) continue;
      const { name, namespace } = binding.metadata;
      const role = (binding.roleRef ?? {}) as { kind?: string; name?: string };
      const place = namespace ? `${name}/${namespace}` : name;
      const reason = `RBAC: allowed by ${binding.kind} "${place}" of ${
        role.kind
      } "${role.name}" to ${subject.kind} "${
        subject.kind === 'ServiceAccount'
          ? `${subject.name}/${subject.namespace}`
          : subject.name
      }"`;
      for (const rule of this.#rulesOf(role, namespace)) {
        granted.push({
          rule: namespace ? { ...rule, namespaces: [namespace] } : rule,
          reason,
        });
      }
    }
    return granted;
  }

  #rulesOf(
    role: { kind?: string; name?: string },
    namespace: string | undefined,
  ): AccessRule[] {
    const isCluster = role.kind === 'ClusterRole';
    const plural = isCluster ? 'clusterroles' : 'roles';
    const served = this.#context.kinds.findResource(group, 'v1', plural);
    if (!served || !role.name) return [];
    const found = this.#context.store.read(
      served.definition,
      isCluster ? undefined : namespace,
      role.name,
    );
    const rules = (found?.rules ?? []) as (AccessRule & JsonObject)[];
    return rules.map(rule => ({ ...rule, namespaces: undefined }));
  }
}
