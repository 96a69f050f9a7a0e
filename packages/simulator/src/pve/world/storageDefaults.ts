import { ConfigValue } from './types';

/** What a storage of a type holds when nothing else is said. */
export interface StorageDefaults {
  content: string[];
  isShared: boolean;
  config(id: string): Record<string, ConfigValue>;
}

const files = [
  'images',
  'rootdir',
  'vztmpl',
  'iso',
  'backup',
  'snippets',
  'import',
];
const blocks = ['images', 'rootdir'];

const table: Record<string, StorageDefaults> = {
  dir: {
    content: files,
    isShared: false,
    config: id => ({ path: id === 'local' ? '/var/lib/vz' : `/var/lib/${id}` }),
  },
  lvm: { content: blocks, isShared: false, config: () => ({ vgname: 'pve' }) },
  lvmthin: {
    content: blocks,
    isShared: false,
    config: () => ({ thinpool: 'data', vgname: 'pve' }),
  },
  zfspool: {
    content: blocks,
    isShared: false,
    config: () => ({ pool: 'rpool/data', sparse: 1 }),
  },
  rbd: {
    content: blocks,
    isShared: true,
    config: id => ({ pool: id, krbd: 0, username: 'admin' }),
  },
  nfs: {
    content: files,
    isShared: true,
    config: id => ({
      server: '10.99.0.5',
      export: `/export/${id}`,
      path: `/mnt/pve/${id}`,
    }),
  },
  cifs: {
    content: files,
    isShared: true,
    config: id => ({ server: '10.99.0.5', share: id, path: `/mnt/pve/${id}` }),
  },
  cephfs: {
    content: ['backup', 'vztmpl', 'iso', 'snippets'],
    isShared: true,
    config: id => ({ path: `/mnt/pve/${id}` }),
  },
  pbs: {
    content: ['backup'],
    isShared: true,
    config: id => ({
      server: '10.99.0.6',
      datastore: id,
      username: 'backup@pbs',
    }),
  },
};

/** Presets for a storage type; unknown types behave like block storage. */
export function storageDefaults(type: string): StorageDefaults {
  return (
    table[type] ?? { content: blocks, isShared: false, config: () => ({}) }
  );
}
