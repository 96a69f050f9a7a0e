import { Readable } from 'stream';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Permission } from '@backstage/plugin-permission-common';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  configurationKey,
  proxmoxResourceReadPermission,
  SourceState,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory } from '@rackstage/plugin-proxmox-node';
import { buildGuestDocument, ProxmoxGuestDocument } from './buildGuestDocument';

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

  constructor(options: {
    inventory: Pick<ProxmoxInventory, 'getSources' | 'refresh'>;
    logger: Pick<LoggerService, 'warn'>;
    locationTemplate: string;
  }) {
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#locationTemplate = options.locationTemplate;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#collate());
  }

  async *#collate(): AsyncGenerator<ProxmoxGuestDocument> {
    const states = await Promise.all(
      this.#inventory.getSources().map(state => this.#readOnce(state)),
    );
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
          configuration: data?.configurations?.[configurationKey(guest)],
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
