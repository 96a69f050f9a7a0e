import { randomUUID } from 'node:crypto';
import { formatUpid } from '../tasks/Task';
import { formatSize, parseSize } from '../guests/figures';
import {
  AclEntry,
  Guest,
  NodeState,
  SectionRow,
  Storage,
  Token,
  Volume,
} from './types';
import {
  GuestOptions,
  NodeOptions,
  StorageOptions,
  TaskOptions,
  TokenOptions,
  UserOptions,
  VolumeOptions,
} from './builderOptions';
import { defaultNetworks } from './defaultNetworks';
import { makeGuest, nowSeconds } from './makeGuest';
import { SectionName, World } from './World';
import { storageDefaults } from './storageDefaults';

const gib = 1024 ** 3;

/**
 * Fills a world. Scenarios use it, and so may any test that needs a site of its
 * own making: nothing depends on the names chosen.
 *
 * @public
 */
export class WorldBuilder {
  readonly world = new World();
  /** Volumes by node and id: searching the list takes seconds on large sites. */
  readonly #known = new Set<string>();

  constructor(options: { clusterName?: string } = {}) {
    this.world.clusterName = options.clusterName;
    this.addRealm({
      realm: 'pam',
      type: 'pam',
      comment: 'Linux PAM standard authentication',
    });
    this.addRealm({
      realm: 'pve',
      type: 'pve',
      comment: 'Proxmox VE authentication server',
    });
    this.addUser({ userid: 'root@pam' });
  }

  addNode(options: NodeOptions): this {
    const nodeid = this.world.nodes.size + 1;
    const address = options.address ?? `10.99.0.${10 + nodeid}`;
    const node: NodeState = {
      name: options.name,
      address,
      nodeid,
      isOnline: options.isOnline ?? true,
      cpus: options.cpus ?? 16,
      memory: options.memory ?? 64 * gib,
      disk: options.disk ?? 200 * gib,
      bootedBefore: options.uptimeSeconds ?? 864_000,
      fingerprint: '',
      certificatePem: '',
      networks: options.networks ?? defaultNetworks(address),
      pendingNetworks: false,
      dns: { search: 'example.com', dns1: '10.99.0.1' },
      timezone: 'Etc/UTC',
      hosts: `127.0.0.1 localhost\n${address} ${options.name}.example.com ${options.name}\n`,
      config: {},
      serviceStates: {},
      appliances: [],
    };
    this.world.nodes.set(options.name, node);
    return this;
  }

  addStorage(options: StorageOptions): this {
    const type = options.type ?? 'dir';
    const preset = storageDefaults(type);
    const storage: Storage = {
      id: options.id,
      type,
      content: options.content ?? preset.content,
      isShared: options.isShared ?? preset.isShared,
      isDisabled: options.isDisabled ?? false,
      nodes: options.nodes,
      total: options.total ?? 200 * gib,
      used: options.used ?? 40 * gib,
      config: { ...preset.config(options.id), ...options.config },
    };
    this.world.storages.set(options.id, storage);
    return this;
  }

  addVolume(options: VolumeOptions): this {
    const storage = options.volid.split(':')[0];
    const shared = this.world.storages.get(storage)?.isShared ?? false;
    const size = options.size ?? gib;
    const volume: Volume = {
      volid: options.volid,
      storage,
      node: shared
        ? undefined
        : options.node ?? [...this.world.nodes.keys()][0],
      content: options.content,
      format: options.format ?? 'raw',
      size,
      used: options.used ?? size,
      vmid: options.vmid,
      ctime: options.ctime ?? nowSeconds() - 86_400,
      notes: options.notes,
      isProtected: options.isProtected,
      subtype:
        options.subtype ?? /vzdump-(qemu|lxc|openvz)-/.exec(options.volid)?.[1],
      savedConfig: options.savedConfig,
      extra: options.extra,
    };
    this.world.volumes.push(volume);
    this.#known.add(`${volume.node ?? ''}|${volume.volid}`);
    return this;
  }

  addGuest(options: GuestOptions): this {
    const guest = makeGuest(options);
    this.world.guests.set(options.vmid, guest);
    this.#addDisks(guest);
    if (options.isPublished !== false) {
      guest.published = {
        status: guest.status,
        name:
          options.name ??
          String(guest.config.name ?? guest.config.hostname ?? ''),
        isTemplate: Number(guest.config.template ?? 0) === 1,
        at: 0,
      };
    }
    return this;
  }

  addPool(options: {
    id: string;
    comment?: string;
    storages?: string[];
  }): this {
    this.world.pools.set(options.id, {
      id: options.id,
      comment: options.comment,
      storages: options.storages ?? [],
    });
    return this;
  }

  addUser(options: UserOptions): this {
    this.world.users.set(options.userid, {
      userid: options.userid,
      password: options.password,
      isEnabled: options.isEnabled ?? true,
      expire: options.expire ?? 0,
      groups: options.groups ?? [],
      tokens: this.world.users.get(options.userid)?.tokens ?? [],
      properties: options.properties ?? {},
    });
    return this;
  }

  addGroup(options: { id: string; comment?: string }): this {
    this.world.groups.set(options.id, { comment: options.comment });
    return this;
  }

  addRole(options: { id: string; privileges: string[] }): this {
    this.world.roles.set(options.id, { ...options, isBuiltIn: false });
    return this;
  }

  /** Adds a token to an existing user. */
  addToken(options: TokenOptions): this {
    const token: Token = {
      id: options.id,
      secret: options.secret ?? randomUUID(),
      hasSeparatePrivileges: options.hasSeparatePrivileges ?? true,
      expire: options.expire ?? 0,
      comment: options.comment,
    };
    const user = this.world.users.get(options.userid);
    if (!user) {
      throw new Error(
        `Token '${options.id}' belongs to user '${options.userid}', which is not there. Call addUser first.`,
      );
    }
    user.tokens.push(token);
    return this;
  }

  addAcl(entry: Omit<AclEntry, 'propagate'> & { propagate?: boolean }): this {
    this.world.acl.push({ ...entry, propagate: entry.propagate ?? true });
    return this;
  }

  /** Adds an authentication realm; it needs `realm` and `type`. */
  addRealm(row: SectionRow): this {
    return this.addSectionRow('domains', String(row.realm), row);
  }

  /** Adds a row to one of the simple sections, by its id. */
  addSectionRow(section: SectionName, id: string, row: SectionRow): this {
    this.world.section(section).set(id, row);
    return this;
  }

  /** Adds a task that has ended, or with `exitstatus` absent one that runs. */
  addTask(options: TaskOptions): this {
    const starttime = options.starttime ?? nowSeconds() - 3600;
    const authid = options.authid ?? 'root@pam';
    const numbers = {
      node: options.node,
      pid: options.pid ?? 1000 + this.world.tasks.length,
      pstart: options.pstart ?? 100_000 + this.world.tasks.length,
      starttime,
      type: options.type,
      id: String(options.id ?? ''),
    };
    const [user, tokenid] = authid.split('!');
    const upid = formatUpid({ ...numbers, authid });
    const entry = { time: starttime, node: options.node, user };
    this.world.log.push({ ...entry, message: `starting task ${upid}` });
    if (options.exitstatus !== undefined) {
      this.world.log.push({
        ...entry,
        message: `end task ${upid} ${options.exitstatus}`,
      });
    }
    this.world.tasks.push({
      ...numbers,
      upid,
      user,
      tokenid,
      endtime:
        options.exitstatus === undefined
          ? undefined
          : options.endtime ?? starttime + 2,
      exitstatus: options.exitstatus,
      log: options.log ?? (options.exitstatus === 'OK' ? ['TASK OK'] : []),
      warnings: 0,
      abort: new AbortController(),
      finished: Promise.resolve(),
    });
    return this;
  }

  #knows(volid: string, node: string): boolean {
    return this.#known.has(`|${volid}`) || this.#known.has(`${node}|${volid}`);
  }

  /** Volumes follow from the disks that the configuration names. */
  #addDisks(guest: Guest): void {
    const configs = [guest.config, ...guest.snapshots.map(s => s.config)];
    for (const value of configs.flatMap(config => Object.values(config))) {
      const match =
        /^(?:file=|volume=)?([A-Za-z][\w.-]*:[^,]*(?:vm|base|subvol)-\d+-[^,]+)/.exec(
          String(value),
        );
      if (!match || !this.world.storages.has(match[1].split(':')[0])) continue;
      if (this.#knows(match[1], guest.node)) continue;
      const size = /(?:^|,)size=([^,]+)/.exec(String(value))?.[1];
      this.addVolume({
        volid: match[1],
        content: guest.type === 'lxc' ? 'rootdir' : 'images',
        format: /\.(qcow2|raw|vmdk)$/.exec(match[1])?.[1] ?? 'raw',
        size: (size && parseSize(size)) || parseSize(formatSize(4 * 1024 ** 2)),
        vmid: guest.vmid,
        node: guest.node,
      });
    }
  }
}

export type {
  GuestOptions,
  NodeOptions,
  StorageOptions,
  TaskOptions,
  TokenOptions,
  UserOptions,
  VolumeOptions,
} from './builderOptions';
