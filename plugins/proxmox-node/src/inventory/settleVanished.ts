import { VanishedThing } from './findVanished';
import { Evidence, Judgement, judgeVanished } from './judgeVanished';
import { Privilege } from './privileges';
import { Whereabouts } from './ProxmoxInventory';

/** What became of a vanished thing; `lost` names the missing privilege where one is known. */
export interface Settlement {
  whereabouts: Whereabouts;
  lost?: Privilege;
}

/**
 * Finds out what became of vanished things: by the evidence, and where that leaves a doubt by asking Proxmox whether
 * the VMID is taken, which it answers truthfully to everybody. At most `questions` are asked; `turn` moves on
 * which of the unreadable guests are asked about, so that all have their turn.
 */
export async function settleVanished(
  things: VanishedThing[],
  options: {
    evidence: Evidence;
    isVmidTaken: (vmid: number) => Promise<boolean>;
    questions: number;
    turn: number;
  },
): Promise<Map<string, Settlement>> {
  const judged = things.map(thing => ({
    thing,
    judgement: judgeVanished(thing, options.evidence),
  }));
  const answers = await askAbout(
    chooseQuestions(judged, options),
    options.isVmidTaken,
  );
  // One guest that is hidden though it should be visible shows that inheritance is no proof here.
  const inheritanceProves = judged.every(
    ({ thing, judgement }) =>
      judgement.verdict !== 'likely-gone' ||
      !answers.has(thing.ref) ||
      answers.get(thing.ref) === false,
  );
  return new Map(
    judged.map(({ thing, judgement }) => [
      thing.ref,
      conclude(thing, judgement, { answers, inheritanceProves }),
    ]),
  );
}

interface Judged {
  thing: VanishedThing;
  judgement: Judgement;
}

/** `true`: taken, `false`: free, `'unknown'`: the question failed. */
type Answer = boolean | 'unknown';

function chooseQuestions(
  judged: Judged[],
  { questions, turn }: { questions: number; turn: number },
): VanishedThing[] {
  const about = (verdict: Judgement['verdict']) =>
    judged
      .filter(({ judgement }) => judgement.verdict === verdict)
      .map(({ thing }) => thing)
      .filter(({ type }) => type === 'qemu' || type === 'lxc');
  const unreadable = about('unreadable');
  const start = unreadable.length ? turn % unreadable.length : 0;
  return [
    ...about('ask'),
    ...about('likely-gone'),
    ...unreadable.slice(start),
    ...unreadable.slice(0, start),
  ].slice(0, questions);
}

async function askAbout(
  things: VanishedThing[],
  isVmidTaken: (vmid: number) => Promise<boolean>,
): Promise<Map<string, Answer>> {
  const answers = await Promise.all(
    things.map(async ({ ref, id }): Promise<[string, Answer]> => {
      try {
        return [ref, await isVmidTaken(Number(id))];
      } catch {
        // Not proven is an answer of its own here: the thing is kept and asked about again.
        return [ref, 'unknown'];
      }
    }),
  );
  return new Map(answers);
}

function conclude(
  thing: VanishedThing,
  judgement: Judgement,
  known: { answers: Map<string, Answer>; inheritanceProves: boolean },
): Settlement {
  const answer = known.answers.get(thing.ref);
  if (answer === false) {
    return { whereabouts: 'gone' };
  }
  switch (judgement.verdict) {
    case 'gone':
      return { whereabouts: 'gone' };
    case 'unreadable':
      return { whereabouts: 'unreadable', lost: judgement.lost };
    case 'likely-gone':
      if (answer === undefined && known.inheritanceProves) {
        return { whereabouts: 'gone' };
      }
      return hidden(thing, answer);
    case 'ask':
      return hidden(thing, answer);
    default:
      return { whereabouts: 'unproven' };
  }
}

// The VMID is taken but the list does not show it. A VMID that was given anew meanwhile looks the same; the thing is
// then kept until somebody may see who has it.
function hidden(thing: VanishedThing, answer: Answer | undefined): Settlement {
  return answer === true
    ? {
        whereabouts: 'unreadable',
        lost: { privilege: 'VM.Audit', path: `/vms/${thing.id}` },
      }
    : { whereabouts: 'unproven' };
}
