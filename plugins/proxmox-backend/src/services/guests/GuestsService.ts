import { NotFoundError } from '@backstage/errors';
import {
  Guest,
  GuestAnswer,
  GuestId,
  GuestsAnswer,
  SourceState,
  guestsQuerySchema,
} from '@rackstage/plugin-proxmox-common';
import {
  ProxmoxInventory,
  guestRef,
  nodeRef,
} from '@rackstage/plugin-proxmox-node';
import type { z } from 'zod/v4';
import { Caller, ProxmoxAccess, Reader } from '../../access/ProxmoxAccess';
import { GuestDetailsService } from '../details/GuestDetailsService';
import { diagnoseGuest } from '../health/diagnoseGuest';
import { SourcesService } from '../sources/SourcesService';
import { filterGuests } from './filterGuests';
import { createGuestUrl } from './createGuestUrl';
import { sortGuests } from './sortGuests';

/** A guest that the caller may read, with the state of its source. */
export interface FoundGuest {
  guest: Guest;
  state: SourceState;
}

/** Answers questions about guests, each for one caller. */
export class GuestsService {
  readonly #access: ProxmoxAccess;
  readonly #inventory: ProxmoxInventory;
  readonly #sources: SourcesService;
  readonly #details: GuestDetailsService;

  static create(options: {
    access: ProxmoxAccess;
    inventory: ProxmoxInventory;
    sources: SourcesService;
    details: GuestDetailsService;
  }) {
    return new GuestsService(options);
  }

  private constructor(options: {
    access: ProxmoxAccess;
    inventory: ProxmoxInventory;
    sources: SourcesService;
    details: GuestDetailsService;
  }) {
    this.#access = options.access;
    this.#inventory = options.inventory;
    this.#sources = options.sources;
    this.#details = options.details;
  }

  /** A page of the guests that the caller may read. Throws NotFoundError for an unknown source. */
  list(
    reader: Reader,
    query: z.output<typeof guestsQuerySchema>,
  ): GuestsAnswer {
    const { source, sort, order, offset, limit, ...filter } = query;
    const states = this.#sources.select(reader, source);
    const guests = states
      .flatMap(state => filterGuests(state.data?.guests ?? [], filter))
      .filter(guest => reader.mayRead(guestRef(guest)));
    return {
      items: sortGuests(guests, sort, order).slice(offset, offset + limit),
      total: guests.length,
      offset,
      limit,
      sources: states.map(state => this.#sources.describe(reader, state)),
    };
  }

  /**
   * The guest, if the caller may read it.
   *
   * Throws NotFoundError where it does not exist and where the caller may not read it. Both get the
   * same answer, because a 403 would tell which VMIDs and sources exist; the text depends on
   * nothing but the question and the sources that the caller may see.
   */
  async find(caller: Caller, id: GuestId): Promise<FoundGuest> {
    if (await this.#access.mayRead(caller, guestRef(id))) {
      const state = this.#inventory.getSource(id.source);
      const guest = state?.data?.guests.find(
        ({ type, vmid }) => type === id.type && vmid === id.vmid,
      );
      if (state && guest) {
        return { guest, state };
      }
    }
    this.#sources.select(await this.#access.getReader(caller), id.source);
    const kind = id.type === 'qemu' ? 'virtual machine' : 'container';
    throw new NotFoundError(
      `No ${kind} ${id.vmid} exists in '${id.source}', or you may not read it.`,
    );
  }

  /** Throws NotFoundError as `find` does. */
  async get(caller: Caller, id: GuestId): Promise<GuestAnswer> {
    const { guest, state } = await this.find(caller, id);
    const reader = await this.#access.getReader(caller);
    const node = state.data?.nodes.find(({ name }) => name === guest.node);
    return {
      guest,
      source: this.#sources.describe(reader, state),
      node: node && reader.mayRead(nodeRef(node)) ? node : undefined,
      diagnoses: diagnoseGuest({
        guest,
        state,
        node,
        details: await this.#details.peek(guest),
      }),
      webUrl: createGuestUrl(state.data?.cluster.webUrl, guest),
    };
  }
}
