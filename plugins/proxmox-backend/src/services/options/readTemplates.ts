import { Guest } from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  PveError,
  readGuestConfiguration,
} from '@rackstage/plugin-proxmox-node';
import { guestKey } from '../guestKey';
import { RecentAnswers } from '../RecentAnswers';
import { OfferedTemplate } from './OfferContext';

type Configuration = Omit<OfferedTemplate, 'guest'>;

const MAX_AGE_MS = 30_000;
const MAX_ENTRIES = 500;
const DEADLINE_MS = 5_000;

/** Reads the configurations of templates, and remembers them while a form is filled in. */
export class TemplateReader {
  readonly #inventory: Pick<ProxmoxInventory, 'getClient'>;
  readonly #recent = new RecentAnswers<Configuration>({
    maxAgeMs: MAX_AGE_MS,
    maxEntries: MAX_ENTRIES,
  });

  constructor(options: { inventory: Pick<ProxmoxInventory, 'getClient'> }) {
    this.#inventory = options.inventory;
  }

  /** The template, without its configuration where that cannot be read now. */
  async read(guest: Guest): Promise<OfferedTemplate> {
    try {
      const read = await this.#recent.get(guestKey(guest), async () => {
        const { boot, configuration } = await readGuestConfiguration(
          this.#inventory.getClient(guest.source),
          guest,
          { signal: AbortSignal.timeout(DEADLINE_MS) },
        );
        return { boot, configuration };
      });
      return { guest, ...read };
    } catch (error) {
      if (!(error instanceof PveError)) {
        throw error;
      }
      return { guest };
    }
  }
}
