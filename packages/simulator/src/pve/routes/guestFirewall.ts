import { createHash } from 'node:crypto';
import { badParameters } from '../ApiError';
import { Answer, Call, Handlers } from '../Call';
import { GuestType, SectionRow } from '../world/types';

function keyOf(call: Call, what: string): string {
  return `${call.guest().type}/${call.vmid}/${what}`;
}

function options(call: Call): SectionRow {
  const rows = call.world.section('firewallRules');
  const key = keyOf(call, 'options');
  let row = rows.get(key);
  if (!row) {
    row = {};
    rows.set(key, row);
  }
  return row;
}

function rowOf(call: Call): SectionRow {
  const skip = new Set(['node', 'vmid', 'digest', 'delete', 'pos', 'moveto']);
  return Object.fromEntries(
    Object.entries(call.parameters).filter(([name]) => !skip.has(name)),
  );
}

function rules(call: Call): SectionRow[] {
  const prefix = `${keyOf(call, 'rule')}/`;
  return [...call.world.section('firewallRules')]
    .filter(([key]) => key.startsWith(prefix))
    .map(([, row]) => row);
}

function replaceRules(call: Call, list: SectionRow[]): void {
  const section = call.world.section('firewallRules');
  const prefix = `${keyOf(call, 'rule')}/`;
  for (const key of [...section.keys()])
    if (key.startsWith(prefix)) section.delete(key);
  list.forEach((row, pos) => section.set(`${prefix}${pos}`, { ...row, pos }));
}

function demandRule(call: Call): SectionRow {
  const row = rules(call)[call.integer('pos')];
  if (!row) throw badParameters({ pos: 'no rule at position' });
  return row;
}

const digest = (value: unknown) =>
  createHash('sha1').update(JSON.stringify(value)).digest('hex');

function forType(type: GuestType): Handlers {
  const base = `/nodes/{node}/${type}/{vmid}/firewall`;
  return {
    [`GET ${base}/options`]: call => ({
      ...options(call),
      digest: digest(options(call)),
    }),
    [`PUT ${base}/options`]: call => {
      Object.assign(options(call), rowOf(call));
      for (const name of call.list('delete')) delete options(call)[name];
      return null;
    },
    [`GET ${base}/rules`]: call =>
      rules(call).map(row => ({ ...row, digest: digest(rules(call)) })),
    [`POST ${base}/rules`]: call => {
      replaceRules(call, [rowOf(call), ...rules(call)]);
      return null;
    },
    [`GET ${base}/rules/{pos}`]: demandRule,
    [`PUT ${base}/rules/{pos}`]: call => {
      Object.assign(demandRule(call), rowOf(call));
      return null;
    },
    [`DELETE ${base}/rules/{pos}`]: call => {
      const row = demandRule(call);
      replaceRules(
        call,
        rules(call).filter(other => other !== row),
      );
      return null;
    },
    [`GET ${base}/refs`]: () => [],
    [`GET ${base}/log`]: call => {
      call.guest();
      return new Answer([{ n: 1, t: 'no content' }], { total: 1 });
    },
  };
}

/** The firewall of a guest, as configuration. */
export const guestFirewallRoutes: Handlers = {
  ...forType('qemu'),
  ...forType('lxc'),
};
