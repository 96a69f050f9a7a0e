import { Storage } from '../world/types';
import { isFileStorage } from './allocateVolume';

/** Where a volume lies on the node. */
export function volumePath(storage: Storage, volid: string): string {
  const name = volid.slice(volid.indexOf(':') + 1);
  const root = String(
    storage.config.path ?? `/dev/${storage.config.vgname ?? storage.id}`,
  );
  if (!isFileStorage(storage)) return `${root}/${name}`;
  if (name.startsWith('iso/')) return `${root}/template/${name}`;
  if (name.startsWith('vztmpl/'))
    return `${root}/template/cache/${name.slice(7)}`;
  if (name.startsWith('backup/')) return `${root}/dump/${name.slice(7)}`;
  return `${root}/images/${name}`;
}
