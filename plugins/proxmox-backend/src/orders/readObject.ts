import {
  KubeError,
  KubeLocation,
  KubeObject,
} from '@rackstage/plugin-proxmox-node';
import { KubeWriter } from './writableKinds';

/** The object, or `undefined` where it is known not to exist; every other failure is thrown. */
export async function readObject(
  writer: Pick<KubeWriter, 'get'>,
  location: KubeLocation,
): Promise<KubeObject | undefined> {
  try {
    return await writer.get(location);
  } catch (error) {
    if (error instanceof KubeError && error.kind === 'not-found') {
      return undefined;
    }
    throw error;
  }
}
