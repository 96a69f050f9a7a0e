import { NotFoundError } from '@backstage/errors';
import {
  SourceAge,
  SourceState,
  SourceSummary,
} from '@rackstage/plugin-proxmox-common';
import { ProxmoxInventory, clusterRef } from '@rackstage/plugin-proxmox-node';
import { Reader } from '../../access/ProxmoxAccess';
import { describeSource } from './describeSource';
import { listReadable } from './listReadable';

/** Answers questions about sources, each for one caller. */
export class SourcesService {
  readonly #inventory: Pick<ProxmoxInventory, 'getSources'>;

  static create(options: { inventory: Pick<ProxmoxInventory, 'getSources'> }) {
    return new SourcesService(options.inventory);
  }

  private constructor(inventory: Pick<ProxmoxInventory, 'getSources'>) {
    this.#inventory = inventory;
  }

  /** Sources of which the caller may read the cluster or at least one thing. */
  getVisible(reader: Reader): SourceState[] {
    return this.#inventory
      .getSources()
      .filter(state => isSourceVisible(state, reader));
  }

  /**
   * The sources that a list is about: one, or all that the caller may see.
   *
   * Throws NotFoundError where the named source does not exist or is hidden from the caller; the
   * text is the same for both, and names only what the caller may see.
   */
  select(reader: Reader, name?: string): SourceState[] {
    const visible = this.getVisible(reader);
    if (name === undefined) {
      return visible;
    }
    const selected = visible.filter(state => state.source === name);
    if (selected.length === 0) {
      throw new NotFoundError(describeUnknownSource(name, visible));
    }
    return selected;
  }

  /** Whether the caller may know what is wrong with the source itself: hosts, paths, privileges. */
  mayReadCluster(reader: Reader, source: string): boolean {
    return reader.mayRead(clusterRef(source));
  }

  describe(reader: Reader, state: SourceState): SourceAge {
    return describeSource(state, {
      mayReadCluster: this.mayReadCluster(reader, state.source),
    });
  }

  summarise(reader: Reader, state: SourceState): SourceSummary {
    const readable = listReadable(state, reader);
    return {
      ...this.describe(reader, state),
      cluster: this.mayReadCluster(reader, state.source)
        ? state.data?.cluster
        : undefined,
      counts: {
        nodes: readable.nodes.length,
        nodesOnline: readable.nodes.filter(node => node.status === 'online')
          .length,
        guests: readable.guests.length,
        guestsRunning: readable.guests.filter(
          guest => guest.status === 'running',
        ).length,
        storages: readable.storages.length,
      },
    };
  }
}

function isSourceVisible(state: SourceState, reader: Reader): boolean {
  if (reader.mayRead(clusterRef(state.source))) {
    return true;
  }
  const { nodes, guests, storages, networks } = listReadable(state, reader);
  return [nodes, guests, storages, networks].some(things => things.length > 0);
}

function describeUnknownSource(name: string, visible: SourceState[]): string {
  const known = visible.map(state => state.source).join(', ');
  return `No Proxmox source '${name}' exists, or you may not read it. ${
    known ? `You may read: ${known}.` : 'You may not read any source.'
  }`;
}
