import { forbidden } from '../ApiError';
import { Call } from '../Call';
import { ConfigValue } from '../world/types';

const split = (value: ConfigValue | undefined): string[] =>
  String(value ?? '')
    .toLowerCase()
    .split(/[;,\s]+/)
    .filter(Boolean);

/** What the data centre lets users do with tags. */
interface TagRules {
  /** Tags that only who may change the data centre may give or take. */
  registered: string[];
  isFree: boolean;
  allowed: string[];
}

function readRules(call: Call): TagRules {
  const { options } = call.world;
  const access = String(options['user-tag-access'] ?? '');
  const allow = /(?:^|,)user-allow=(\w+)/.exec(access)?.[1] ?? 'free';
  const listed = /(?:^|,)user-allow-list=([^,]+)/.exec(access)?.[1];
  const existing =
    allow === 'existing'
      ? call.world
          .sortedGuests()
          .filter(guest => call.may(`/vms/${guest.vmid}`, 'VM.Audit'))
          .flatMap(guest => split(guest.config.tags))
      : [];
  return {
    registered: split(options['registered-tags']),
    isFree: allow === 'free',
    allowed: allow === 'none' ? [] : [...split(listed), ...existing],
  };
}

/** Refuses giving or taking tags that the caller may not handle. */
export function checkTagRights(
  call: Call,
  before: ConfigValue | undefined,
  after: ConfigValue | undefined,
): void {
  if (call.may('/', 'Sys.Modify')) return;
  const [old, wanted] = [split(before), split(after)];
  const changed = [...new Set([...old, ...wanted])].filter(
    tag => old.includes(tag) !== wanted.includes(tag),
  );
  const { registered, isFree, allowed } = readRules(call);
  for (const tag of changed) {
    if (registered.includes(tag) || !(isFree || allowed.includes(tag))) {
      throw forbidden(`/, Sys.Modify for modifying tag '${tag}'`);
    }
  }
}
