import type { Facts } from './Facts';
import {
  anyNode,
  needGuest,
  needPool,
  needRow,
  needStorage,
  needToken,
  needUser,
  PlannedGuest,
  WorldPlan,
} from './WorldPlan';

type Apply = (plan: WorldPlan, match: RegExpExecArray, facts: Facts) => void;

function guestOfPath(
  plan: WorldPlan,
  { call, values }: Facts,
): PlannedGuest | undefined {
  const type = call.includes('/lxc') ? 'lxc' : 'qemu';
  const vmid = Number(values.vmid);
  if (!values.node || !Number.isInteger(vmid)) return undefined;
  return needGuest(plan, { type, vmid, node: values.node });
}

/** Changes the guest of the path. */
function withGuest(
  change: (guest: PlannedGuest, match: RegExpExecArray) => void,
): Apply {
  return (plan, match, facts) => {
    const guest = guestOfPath(plan, facts);
    if (guest) change(guest, match);
  };
}

const running = withGuest(guest => {
  guest.status = 'running';
});

const stopped = withGuest(guest => {
  guest.status = 'stopped';
});

/**
 * What an error text says about the world in which it was given: a refused
 * duplicate existed, a locked guest had that lock. Texts are matched with any
 * ids in them.
 */
const refusals: [RegExp, Apply][] = [
  [
    /\b(VM|CT) (\d+) already exists on node '([^']+)'/,
    (plan, [, kind, vmid, node], facts) => {
      const wanted = { vmid: Number(vmid), node };
      const sameKind = kind === 'CT' || facts.call.includes('/lxc');
      const type = kind === 'CT' && sameKind ? 'lxc' : 'qemu';
      needGuest(plan, { type, ...wanted });
    },
  ],
  [
    /unable to create VM (\d+): config file already exists/,
    (plan, [, vmid], { values }) => {
      needGuest(plan, { type: 'qemu', vmid: Number(vmid), node: values.node });
    },
  ],
  [
    /^VM (\d+) already exists$/m,
    (plan, [, vmid]) => {
      const node = anyNode(plan);
      needGuest(plan, { type: 'qemu', vmid: Number(vmid), node });
    },
  ],
  [
    /is locked \((\w+)\)/,
    withGuest((guest, [, lock]) => {
      guest.config.lock = lock;
    }),
  ],
  [/already running/, running],
  [
    /is running - destroy failed|container is running|running VM without/,
    running,
  ],
  [/(VM|CT) \d+ not running/, stopped],
  [
    /protection mode enabled/,
    withGuest(guest => {
      guest.config.protection = 1;
    }),
  ],
  [
    /convert a template to a template/,
    withGuest(guest => {
      guest.config.template = 1;
    }),
  ],
  [
    /not supported for '([^']+)' \((\w+)\)/,
    withGuest((guest, [, volid, key]) => {
      guest.config[key] = `${volid},size=1G`;
    }),
  ],
  [
    /pool '([^']+)' already exists/,
    (plan, [, pool]) => {
      needPool(plan, pool);
    },
  ],
  [
    /pool '([^']+)' is not empty \(contains VM (\d+)\)/,
    (plan, [, pool, vmid]) => {
      needPool(plan, pool);
      const node = anyNode(plan);
      const guest = needGuest(plan, { type: 'qemu', vmid: Number(vmid), node });
      guest.pool = pool;
    },
  ],
  [
    /user '([^']+)' already exists/,
    (plan, [, user]) => {
      needUser(plan, user);
    },
  ],
  [
    /group '([^']+)' already exists/,
    (plan, [, group]) => {
      plan.groups.set(group, {});
    },
  ],
  [
    /role '([^']+)' already exists/,
    (plan, [, role]) => {
      plan.roles.set(role, ['Sys.Audit']);
    },
  ],
  [
    /domain '([^']+)' already exists/,
    (plan, [, realm], { params }) => {
      needRow(plan, ['domains', realm], { realm, type: params.type ?? 'ldap' });
    },
  ],
  [
    /Token already exists/,
    (plan, _match, { values }) => {
      needToken(plan, values.userid, values.tokenid);
    },
  ],
  [
    /no such token '[^']+' for user '([^']+)'/,
    (plan, [, user]) => {
      needUser(plan, user);
    },
  ],
  [
    /storage ID '([^']+)' already defined/,
    (plan, [, id]) => {
      needStorage(plan, id);
    },
  ],
  [
    /volume_size_info on '([^':]+):/,
    (plan, [, storage]) => {
      needStorage(plan, storage);
    },
  ],
  [
    /no quorum/,
    plan => {
      plan.isQuorate = false;
    },
  ],
];

/** Preconditions that the text of a refusal tells. */
export function planRefusals(plan: WorldPlan, facts: Facts): void {
  for (const [pattern, apply] of refusals) {
    const match = pattern.exec(facts.refusal);
    if (match) apply(plan, match, facts);
  }
}
