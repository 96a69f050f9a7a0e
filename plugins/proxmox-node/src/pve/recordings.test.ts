import { parseSuccess } from './client/parseAnswer';
import { toPveError } from './client/toPveError';
import { toClusterFacts } from './toModel/toClusterFacts';
import { hasPrivilege } from './toModel/hasPrivilege';
import {
  toConfiguredAddresses,
  toObservedAddresses,
} from './toModel/toGuestAddresses';
import { toGuestConfiguration } from './toModel/toGuestConfiguration';
import { toNodeNetworks, toVnets } from './toModel/toNetworks';
import { toSnapshots } from './toModel/toSnapshots';
import { toTasks } from './toModel/toTasks';
import { toVersion } from './toModel/toVersion';
import { readAgentInterfaces } from './wire/agentInterfaces';
import { readClusterResources } from './wire/clusterResources';
import { readClusterStatus } from './wire/clusterStatus';
import { readContainerInterfaces } from './wire/containerInterfaces';
import { readGuestConfigurationTexts } from './wire/guestConfiguration';
import { readNodeInterfaces, readVnets } from './wire/networks';
import { readPermissions } from './wire/permissions';
import { readSnapshots } from './wire/snapshots';
import { readTaskLogRows, readTasks } from './wire/tasks';
import { readVersionRow } from './wire/version';
import {
  describeWithRecordings,
  loadRecordings,
  Recording,
} from './__testUtils__/loadRecordings';

type Raw = Record<string, unknown>;

const source = 'rec';
const recordings = () => loadRecordings();

/** Good answers of a call; a test that finds fewer than it counts on has lost its input. */
function answersTo(path: RegExp, atLeast: number): Recording[] {
  const found = recordings().filter(
    ({ method, path: actual, status, data }) =>
      method === 'GET' &&
      status === 200 &&
      data !== undefined &&
      data !== null &&
      path.test(actual),
  );
  expect(found.length).toBeGreaterThanOrEqual(atLeast);
  return found;
}

/** What the engine itself makes of the recorded body. */
const dataOf = ({ body }: Recording) =>
  parseSuccess({ status: 200, reason: 'OK', contentType: '', body }).data;
const rowsOf = (recording: Recording) => recording.data as Raw[];
const sorted = (values: unknown[]) => values.map(String).sort();

describeWithRecordings()('answers of real servers, Proxmox VE 6 to 9', () => {
  it('GET /cluster/resources is an inventory of everything in it', () => {
    const found = answersTo(/^\/cluster\/resources$/, 12);
    for (const recording of found) {
      const raw = rowsOf(recording);
      const rawGuests = raw.filter(({ type }) =>
        /^(qemu|lxc)$/.test(`${type}`),
      );
      const rawNodes = raw.filter(({ type }) => type === 'node');
      const offline = rawNodes
        .filter(({ status }) => status === 'offline')
        .map(({ node }) => node);
      const facts = toClusterFacts(
        source,
        readClusterResources(dataOf(recording)),
        undefined,
      );

      expect(facts.remarks).toEqual([]);
      expect(facts.guests).toHaveLength(rawGuests.length);
      expect(
        sorted(facts.guests.map(g => `${g.type}/${g.vmid}/${g.name}`)),
      ).toEqual(sorted(rawGuests.map(g => `${g.type}/${g.vmid}/${g.name}`)));
      expect(sorted(facts.guests.map(g => `${g.vmid} ${g.status}`))).toEqual(
        sorted(
          rawGuests.map(
            g => `${g.vmid} ${offline.includes(g.node) ? 'unknown' : g.status}`,
          ),
        ),
      );
      expect(facts.guests.filter(g => g.template)).toHaveLength(
        rawGuests.filter(g => String(g.template) === '1').length,
      );
      expect(facts.guests.flatMap(g => g.tags)).toHaveLength(
        rawGuests.flatMap(g => (g.tags ? `${g.tags}`.split(';') : [])).length,
      );
      expect(facts.nodes).toHaveLength(rawNodes.length);
      expect(facts.nodes.filter(n => n.status === 'offline')).toHaveLength(
        offline.length,
      );
      const rawStorages = raw.filter(({ type }) => type === 'storage');
      expect(facts.storages).toHaveLength(
        new Set(rawStorages.map(s => `${s.shared ? '' : s.node}/${s.storage}`))
          .size,
      );
      expect(facts.storages.flatMap(s => s.nodes)).toHaveLength(
        rawStorages.length,
      );
    }
    const files = found.map(({ file }) => file).join();
    for (const release of ['pve6', 'pve7', 'pve8', 'pve9', 'pve-9.1-code']) {
      expect(files).toContain(release);
    }
  });

  it('figures are taken over as they are, and absent where Proxmox cannot know', () => {
    for (const recording of answersTo(/^\/cluster\/resources$/, 12)) {
      const { guests, nodes } = readClusterResources(dataOf(recording));
      const facts = toClusterFacts(
        source,
        { guests, nodes, storages: [], remarks: [] },
        undefined,
      );
      for (const guest of facts.guests) {
        const raw = rowsOf(recording).find(
          row => Number(row.vmid) === guest.vmid && row.type === guest.type,
        );
        expect(guest.memory?.total).toBe(raw?.maxmem);
        expect(guest.cpu?.cores).toBe(raw?.maxcpu);
        expect(guest.uptime).toBe(raw?.uptime);
      }
      for (const machine of facts.guests.filter(g => g.type === 'qemu')) {
        expect(machine.disk?.used).toBeUndefined();
      }
    }
  });

  it('GET /cluster/status gives name, quorum and addresses', () => {
    for (const recording of answersTo(/^\/cluster\/status$/, 8)) {
      const raw = rowsOf(recording);
      const status = readClusterStatus(dataOf(recording));
      const cluster = raw.find(({ type }) => type === 'cluster');

      expect(status.remarks).toEqual([]);
      expect(status.cluster?.name).toBe(cluster?.name);
      expect(status.cluster?.quorate).toBe(cluster && cluster.quorate === 1);
      expect(status.nodes.map(node => node.ip)).toEqual(
        raw.filter(({ type }) => type === 'node').map(({ ip }) => ip),
      );
    }
  });

  it('lists of tasks keep every task with its outcome', () => {
    for (const recording of answersTo(/^\/(cluster|nodes\/[^/]+)\/tasks$/, 8)) {
      const raw = rowsOf(recording);
      const { rows, remarks } = readTasks(dataOf(recording));
      const read = toTasks(rows, source);
      const count = (outcome: string) =>
        read.tasks.filter(task => task.outcome === outcome).length;
      const isRunning = (row: Raw) =>
        row.endtime === undefined &&
        /^(undefined|running)$/i.test(`${row.status}`);

      expect([...remarks, ...read.remarks]).toEqual([]);
      expect(sorted(read.tasks.map(task => task.upid))).toEqual(
        sorted(raw.map(({ upid }) => upid)),
      );
      expect(
        sorted(read.tasks.map(task => `${task.node} ${task.type} ${task.id}`)),
      ).toEqual(sorted(raw.map(row => `${row.node} ${row.type} ${row.id}`)));
      expect(count('running')).toBe(raw.filter(isRunning).length);
      expect(count('ok')).toBe(raw.filter(row => row.status === 'OK').length);
      expect(count('warnings')).toBe(
        raw.filter(row => `${row.status}`.startsWith('WARNINGS')).length,
      );
      const starts = raw.map(row => Number(`0x${`${row.upid}`.split(':')[4]}`));
      expect(read.tasks.map(task => Date.parse(task.startedAt) / 1000)).toEqual(
        starts.sort((one, other) => other - one),
      );
    }
  });

  it('task logs keep their lines', () => {
    for (const recording of answersTo(/\/tasks\/UPID[^/]+\/log$/, 8)) {
      const { rows, remarks } = readTaskLogRows(dataOf(recording));
      expect(remarks).toEqual([]);
      expect(rows.map(({ t }) => t ?? '')).toEqual(
        rowsOf(recording).map(({ t }) => t),
      );
    }
  });

  it('GET /version gives the release', () => {
    const majors = answersTo(/^\/version$/, 8).map(recording => {
      const version = toVersion(readVersionRow(dataOf(recording)));
      const raw = recording.data as Raw;
      expect(version.version).toBe(raw.version);
      expect(`${raw.version}`.startsWith(`${version.major}.`)).toBe(true);
      return version.major;
    });
    expect(majors).toEqual(expect.arrayContaining([6, 9]));
  });

  it('GET /access/permissions gives every privilege on every path', () => {
    for (const recording of answersTo(/^\/access\/permissions$/, 8)) {
      const raw = recording.data as Record<string, Record<string, number>>;
      const permissions = readPermissions(dataOf(recording));
      for (const [path, privileges] of Object.entries(raw)) {
        for (const privilege of Object.keys(privileges)) {
          expect(hasPrivilege(permissions, path, privilege)).toBe(true);
        }
        expect(hasPrivilege(permissions, path, 'VM.Invented')).toBe(false);
      }
    }
  });

  it('configurations of machines and containers', () => {
    const found = answersTo(/\/(qemu|lxc)\/\d+\/config$/, 20);
    for (const recording of found) {
      const type = recording.path.includes('/qemu/') ? 'qemu' : 'lxc';
      const raw = recording.data as Raw;
      const texts = readGuestConfigurationTexts(dataOf(recording));
      const configuration = toGuestConfiguration(type, texts);
      const keys = Object.keys(raw);
      const diskKeys = keys.filter(key =>
        (type === 'qemu'
          ? /^(scsi|sata|ide|virtio|efidisk|tpmstate)\d+$/
          : /^(rootfs|mp\d+)$/
        ).test(key),
      );
      const netKeys = keys.filter(key => /^net\d+$/.test(key));

      expect(sorted(configuration.disks.map(disk => disk.key))).toEqual(
        sorted(diskKeys),
      );
      for (const disk of configuration.disks) {
        const text = `${raw[disk.key]}`;
        const [, amount, unit] = /size=(\d+)([KMGT])/.exec(text) ?? [];
        expect(disk.media === 'cdrom').toBe(text.includes('media=cdrom'));
        expect(disk.size).toBe(
          amount && Number(amount) * 1024 ** ' KMGT'.indexOf(unit),
        );
        expect(disk.storage ?? '').toBe(
          /^[a-z][\w.-]*(?=:)/i.exec(text)?.[0] ?? '',
        );
      }
      expect(sorted(configuration.interfaces.map(({ key }) => key))).toEqual(
        sorted(netKeys),
      );
      const macs = netKeys.flatMap(
        key => `${raw[key]}`.match(/([0-9a-f]{2}:){5}[0-9a-f]{2}/i)?.[0] ?? [],
      );
      expect(
        sorted(configuration.interfaces.flatMap(i => i.mac ?? [])),
      ).toEqual(sorted(macs.map(mac => mac.toLowerCase())));
      expect(configuration.memory).toBe(Number(raw.memory ?? 512) * 1024 ** 2);
      expect(configuration.smbiosUuid).toBe(
        type === 'qemu'
          ? /uuid=([\w-]+)/.exec(`${raw.smbios1}`)?.[1]
          : undefined,
      );
      const fixed = JSON.stringify(
        type === 'qemu'
          ? keys.filter(k => k.startsWith('ipconfig')).map(k => raw[k])
          : netKeys.map(key => raw[key]),
      ).match(/(?<=[",]ip=)\d+\.\d+\.\d+\.\d+/g);
      expect(
        toConfiguredAddresses(type, texts, configuration.interfaces).map(
          ({ address }) => address,
        ),
      ).toEqual(fixed ?? []);
    }
  });

  it('addresses that the guest agent or the host of a container sees', () => {
    const agents = answersTo(/\/agent\/network-get-interfaces$/, 4);
    const isRefused = ({ body }: Recording) => body.includes('"error"');
    expect(agents.filter(isRefused)).toHaveLength(1);
    for (const recording of agents.filter(isRefused)) {
      expect(() => readAgentInterfaces(dataOf(recording))).toThrow(
        'not currently supported',
      );
    }
    for (const recording of agents.filter(agent => !isRefused(agent))) {
      const { rows } = readAgentInterfaces(dataOf(recording));
      const read = toObservedAddresses(rows, {
        origin: 'agent',
        configured: [],
      });
      const expected = (
        recording.body.match(/(?<="ip-address": ?")[^"]+/g) ?? []
      ).filter(ip => !/^(127\.|::1$|fe80:)/.test(ip));
      expect(sorted(read.map(({ address }) => address))).toEqual(
        sorted(expected),
      );
    }

    for (const recording of answersTo(/\/lxc\/\d+\/interfaces$/, 3)) {
      const { rows } = readContainerInterfaces(dataOf(recording));
      const read = toObservedAddresses(rows, {
        origin: 'container',
        configured: [],
      });
      const expected = rowsOf(recording)
        .flatMap(row => [row.inet, row.inet6])
        .filter(ip => typeof ip === 'string')
        .map(ip => `${ip}`.split('/')[0])
        .filter(ip => !/^(127\.|::1$|fe80:)/.test(ip));
      expect(read.map(({ address }) => address)).toEqual(expected);
    }
  });

  it('snapshots, without the one that is none', () => {
    for (const recording of answersTo(/\/(qemu|lxc)\/\d+\/snapshot$/, 6)) {
      const { rows, remarks } = readSnapshots(dataOf(recording));
      expect(remarks).toEqual([]);
      expect(sorted(toSnapshots(rows).map(({ name }) => name))).toEqual(
        sorted(
          rowsOf(recording)
            .map(({ name }) => name)
            .filter(name => name !== 'current'),
        ),
      );
    }
  });

  it('bridges, VLANs and VNets', () => {
    const kinds: string[] = [];
    for (const recording of answersTo(/^\/nodes\/[^/]+\/network$/, 8)) {
      const { rows, remarks } = readNodeInterfaces(dataOf(recording));
      const networks = toNodeNetworks(rows, { source, node: 'n' });
      expect(remarks).toEqual([]);
      expect(sorted(networks.map(({ name }) => name))).toEqual(
        sorted(
          rowsOf(recording)
            .filter(({ type }) => /^(bridge|vlan|OVSBridge)$/.test(`${type}`))
            .map(({ iface }) => iface),
        ),
      );
      kinds.push(...networks.map(({ kind }) => kind));
    }
    expect(kinds).toEqual(expect.arrayContaining(['bridge', 'vlan']));
    for (const recording of answersTo(/^\/cluster\/sdn\/vnets$/, 4)) {
      expect(toVnets(readVnets(dataOf(recording)).rows, source)).toHaveLength(
        rowsOf(recording).length,
      );
    }
  });

  it('refusals all have a meaning, and not one is taken for nonsense', () => {
    const refusals = recordings().filter(({ status }) => status >= 400);
    const kinds = refusals.map(({ status, reason, body, method, path }) => {
      const error = toPveError(
        { status, reason, body, contentType: '' },
        { source, method, pathTemplate: path, timeoutMs: 1, secrets: [] },
      );
      expect(error.status).toBe(status);
      expect(error.reason).not.toBe('');
      const complains = status === 400 && /"errors": ?\{"/.test(body);
      expect(Object.keys(error.errors).length > 0).toBe(complains);
      return error.kind;
    });
    expect(refusals.length).toBeGreaterThan(100);
    expect(kinds).not.toContain('unexpected-answer');
    expect([...new Set(kinds)].sort()).toEqual(
      expect.arrayContaining([
        'forbidden',
        'locked',
        'no-quorum',
        'node-offline',
        'not-found',
        'not-implemented',
        'parameter',
        'unauthorized',
        'upstream',
      ]),
    );
  });
});
