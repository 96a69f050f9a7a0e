import {
  Guest,
  GuestAddress,
  GuestConfiguration,
  GuestSnapshot,
} from '@rackstage/plugin-proxmox-common';
import {
  AddressProblem,
  GuestAddressesReading,
  PveClient,
  readGuestAddresses,
  readGuestConfiguration,
  readGuestSnapshots,
} from '@rackstage/plugin-proxmox-node';
import { ReadFailure, describeReadFailure } from './describeReadFailure';

/** One part with the time it was read, or why it could not be read. */
export type PartReading<T> = { asOf: string; value: T } | ReadFailure;

/** The parts of a guest that only Proxmox's own pages of it know; each fails alone. */
export interface GuestDetailsReading {
  configuration: PartReading<GuestConfiguration>;
  addresses: PartReading<GuestAddress[]>;
  /** Why no addresses were observed; `addresses` may hold the configured ones all the same. */
  addressProblem?: AddressProblem;
  snapshots: PartReading<GuestSnapshot[]>;
}

/** Reads the parts at the same time; a failed call never fails the others. */
export async function readGuestDetails(options: {
  client: PveClient;
  guest: Guest;
  signal: AbortSignal;
  now: () => Date;
}): Promise<GuestDetailsReading> {
  const { client, guest, signal, now } = options;
  const name = guest.name ?? `guest ${guest.vmid}`;
  async function part<T>(
    subject: string,
    read: () => Promise<PartReading<T> | { value: T }>,
  ): Promise<PartReading<T>> {
    try {
      return { asOf: now().toISOString(), ...(await read()) };
    } catch (error) {
      const since = now().toISOString();
      return describeReadFailure(error, {
        subject: `${subject} of ${name}`,
        since,
      });
    }
  }
  let addressProblem: AddressProblem | undefined;
  // Asked once: the addresses need it too, for the agent and for what is configured.
  const reading = readGuestConfiguration(client, guest, { signal });
  const [configuration, addresses, snapshots] = await Promise.all([
    part('The configuration', async () => ({
      value: (await reading).configuration,
    })),
    part('The addresses', async () => {
      const found = await readGuestAddresses(client, guest, {
        signal,
        reading: await reading,
      });
      addressProblem = found.problem;
      return toAddressesPart(found, now());
    }),
    part('The snapshots', async () => ({
      value: await readGuestSnapshots(client, guest, { signal }),
    })),
  ]);
  return { configuration, addresses, addressProblem, snapshots };
}

/** That the agent is silent is no secret: the same words are for everybody. */
function toAddressesPart(
  { addresses, problem }: GuestAddressesReading,
  now: Date,
): PartReading<GuestAddress[]> {
  const asOf = now.toISOString();
  if (problem && addresses.length === 0) {
    const words = { ...problem, since: asOf };
    return { problem: words, publicProblem: words };
  }
  return { asOf, value: addresses };
}
