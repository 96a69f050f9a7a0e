import { PveClient } from '../client/PveClient';
import { PveError } from '../client/PveError';
import {
  AddressProblem,
  GuestAddressesReading,
  GuestConfigurationReading,
  GuestLocator,
} from '../facts';
import { toObservedAddresses } from '../toModel/toGuestAddresses';
import {
  ObservedInterface,
  readAgentInterfaces,
} from '../wire/agentInterfaces';
import { readContainerInterfaces } from '../wire/containerInterfaces';
import { Rows } from '../wire/readRows';
import { guestPath } from './onNodeOf';
import { ReadOptions } from './ReadOptions';
import { readGuestConfiguration } from './readGuestConfiguration';
import { toAddressProblem } from './toAddressProblem';
import { understand } from './understand';

/** Where the guest is and whether it runs. @public */
export type AddressedGuest = GuestLocator & { status: string };

/** @public */
export interface ReadGuestAddressesOptions extends ReadOptions {
  /** Saves a call where the configuration was read already. */
  reading?: GuestConfigurationReading;
}

/**
 * Addresses of a guest: as its agent (virtual machine) or its host (container) sees them, else those of its
 * configuration, with the reason why. Never nothing without a reason. The agent is asked only where the configuration
 * enables it: elsewhere the call hangs until it times out.
 *
 * @throws PveError where not even the configuration can be read.
 * @public
 */
export async function readGuestAddresses(
  client: PveClient,
  guest: AddressedGuest,
  options: ReadGuestAddressesOptions = {},
): Promise<GuestAddressesReading> {
  const reading =
    options.reading ?? (await readGuestConfiguration(client, guest, options));
  const fallBack = (problem: AddressProblem): GuestAddressesReading => ({
    addresses: reading.configuredAddresses,
    problem,
    remarks: [],
  });
  const obstacle = obstacleOf(guest, reading);
  if (obstacle) {
    return fallBack(obstacle);
  }
  try {
    const { rows, remarks } = await observe(
      client,
      { ...guest, node: reading.node },
      options,
    );
    const addresses = toObservedAddresses(rows, {
      origin: guest.type === 'qemu' ? 'agent' : 'container',
      configured: reading.configuration.interfaces,
    });
    return addresses.length > 0
      ? { addresses, remarks }
      : { ...fallBack(noAddress(guest)), remarks };
  } catch (error) {
    if (!(error instanceof PveError)) {
      throw error;
    }
    return fallBack(toAddressProblem(guest, error));
  }
}

async function observe(
  client: PveClient,
  guest: GuestLocator,
  options: ReadOptions,
): Promise<Rows<ObservedInterface>> {
  const { node } = guest;
  const isMachine = guest.type === 'qemu';
  const pathTemplate = guestPath(
    guest,
    isMachine ? 'agent/network-get-interfaces' : 'interfaces',
  );
  const { data } = await client.request({
    method: 'GET',
    pathTemplate,
    path: { node, vmid: guest.vmid },
    // A silent agent costs seconds, and is as silent the second time.
    attempts: 1,
    signal: options.signal,
  });
  return understand({ source: client.name, pathTemplate, node }, () =>
    isMachine ? readAgentInterfaces(data) : readContainerInterfaces(data),
  );
}

function obstacleOf(
  guest: AddressedGuest,
  reading: GuestConfigurationReading,
): AddressProblem | undefined {
  if (guest.status !== 'running') {
    return {
      code: 'upstream-error',
      message: `Guest ${guest.vmid} is ${guest.status}, so no addresses can be observed.`,
      nextStep: 'Start the guest to see the addresses that it takes.',
    };
  }
  if (guest.type === 'qemu' && !reading.configuration.agent) {
    return {
      code: 'configuration',
      message: `The QEMU guest agent is not enabled for guest ${guest.vmid}, so its addresses cannot be observed.`,
      nextStep:
        'Install qemu-guest-agent in the guest and enable it under Options in Proxmox (agent: 1).',
    };
  }
  return undefined;
}

function noAddress(guest: GuestLocator): AddressProblem {
  return {
    code: 'upstream-error',
    message: `Guest ${guest.vmid} reports no address but loopback and link-local ones.`,
    nextStep: 'Check its network configuration and the DHCP server.',
  };
}
