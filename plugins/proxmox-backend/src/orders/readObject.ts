import { ServiceUnavailableError } from '@backstage/errors';
import {
  KubeError,
  KubeLocation,
  KubeObject,
} from '@rackstage/plugin-proxmox-node';
import { KubeWriter } from './writableKinds';

/**
 * The object, or `undefined` where it is known not to exist; every other failure is thrown. A server says 404 too of a kind
 * or version that it does not serve, after an upgrade of a provider for example: then the object may well be there.
 */
export async function readObject(
  writer: Pick<KubeWriter, 'get'>,
  location: KubeLocation & { name: string },
): Promise<KubeObject | undefined> {
  try {
    return await writer.get(location);
  } catch (error) {
    if (!(error instanceof KubeError) || error.kind !== 'not-found') {
      throw error;
    }
    const { group, version, plural, name } = location;
    if (!error.reason.includes(`"${name}"`)) {
      throw new ServiceUnavailableError(
        `Kubernetes ${error.source} does not serve ${plural} of ${
          group || 'core'
        }/${version} at present, so it cannot be told whether ${name} is there. Look at the versions of its providers.`,
      );
    }
    return undefined;
  }
}
