import { Readable } from 'stream';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Permission } from '@backstage/plugin-permission-common';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  proxmoxResourceReadPermission,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { AddressBook } from './AddressBook';
import { buildGuestDocument, ProxmoxGuestDocument } from './buildGuestDocument';

// The old index is searched meanwhile.
const ADDRESS_BUDGET_MS = 20_000;

/**
 * Puts all guests of all sources into the index `proxmox-guest`, from the last good snapshots. Results are shown only
 * to those who may read the guest.
 */
export class ProxmoxGuestCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'proxmox-guest';
  readonly visibilityPermission: Permission = proxmoxResourceReadPermission;
  readonly #inventory: Pick<ProxmoxInventory, 'getSources' | 'refresh'>;
  readonly #logger: Pick<LoggerService, 'warn'>;
  readonly #locationTemplate: string;
  readonly #addressBook?: AddressBook;

  constructor(options: {
    inventory: Pick<ProxmoxInventory, 'getSources' | 'refresh'>;
    logger: Pick<LoggerService, 'warn'>;
    locationTemplate: string;
    /** Without it guests are not found by address and MAC. */
    addressBook?: AddressBook;
  }) {
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#locationTemplate = options.locationTemplate;
    this.#addressBook = options.addressBook;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#collate());
  }

  async *#collate(): AsyncGenerator<ProxmoxGuestDocument> {
    const states = await Promise.all(
      this.#inventory.getSources().map(state => this.#readOnce(state)),
    );
    await this.#addressBook?.update(ADDRESS_BUDGET_MS);
    for (const { source, title, data, error } of states) {
      if (!data) {
        // An index without this source is better than none, but nobody should have to guess why.
        this.#logger.warn(
          `The search index lacks the guests of Proxmox source ${source}: ${
            error?.message ?? 'it was never read'
          }`,
        );
      }
      for (const guest of data?.guests ?? []) {
        yield buildGuestDocument(guest, {
          sourceTitle: title,
          locationTemplate: this.#locationTemplate,
          contacts: this.#addressBook?.contactsOf(guest),
        });
      }
    }
  }

  // At the start the first read may not have ended. What was read before is fresh enough for an index.
  async #readOnce(state: SourceState): Promise<SourceState> {
    return state.data
      ? state
      : this.#inventory.refresh(state.source, { maxAge: { minutes: 5 } });
  }
}
