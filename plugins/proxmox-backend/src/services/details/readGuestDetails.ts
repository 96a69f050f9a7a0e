import {
  Guest,
  GuestAddress,
  GuestConfiguration,
  GuestSnapshot,
  Problem,
} from '@rackstage/plugin-proxmox-common';
import {
  AddressProblem,
  PveClient,
  readGuestAddresses,
  readGuestConfiguration,
  readGuestSnapshots,
} from '@rackstage/plugin-proxmox-node';
import {
  ReadFailure,
  describeReadFailure,
  toPublicProblem,
} from './describeReadFailure';

/** One part with the time it was read, or why it could not be read. */
export type PartReading<T> = { asOf: string; value: T } | ReadFailure;

/** The parts of a guest that only Proxmox's own pages of it know; each fails alone. */
export interface GuestDetailsReading {
  configuration: PartReading<GuestConfiguration>;
  addresses: PartReading<GuestAddress[]>;
  /** Why no addresses were observed, in words for everybody; `addresses` may hold the configured ones all the same. */
  addressProblem?: Omit<Problem, 'since'>;
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
  let addressProblem: GuestDetailsReading['addressProblem'];
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
      const failure =
        found.problem && toReadFailure(found.problem, name, now());
      addressProblem = failure?.publicProblem;
      return failure && found.addresses.length === 0
        ? failure
        : { value: found.addresses };
    }),
    part('The snapshots', async () => ({
      value: await readGuestSnapshots(client, guest, { signal }),
    })),
  ]);
  return { configuration, addresses, addressProblem, snapshots };
}

/** That the agent is silent is no secret: then the same words are for everybody. */
function toReadFailure(
  { isInternal, ...words }: AddressProblem,
  name: string,
  now: Date,
): ReadFailure {
  const since = now.toISOString();
  const problem = { ...words, since };
  const subject = `The addresses of ${name}`;
  return {
    problem,
    publicProblem: isInternal
      ? toPublicProblem(words.code, { subject, since })
      : problem,
  };
}
