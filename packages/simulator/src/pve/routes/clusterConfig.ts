import { createHash } from 'node:crypto';
import { badParameters, failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { guestName } from '../guests/guestName';
import { metricRows } from '../guests/metrics';
import { SectionRow } from '../world/types';
import { SectionName } from '../world/World';

const emptyDigest = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

function demandCluster(call: Call): void {
  if (call.world.clusterName === undefined) {
    throw failure('node is not in a cluster, no join info available!');
  }
}

function configNodes(call: Call) {
  // Text throughout, as the file has it: recorded.
  return [...call.world.nodes.values()].map(node => ({
    node: node.name,
    name: node.name,
    nodeid: String(node.nodeid),
    quorum_votes: '1',
    ring0_addr: node.address,
  }));
}

function totem(call: Call) {
  return {
    cluster_name: call.world.clusterName,
    config_version: String(call.world.membershipVersion),
    interface: { 0: { linknumber: '0' } },
    ip_version: 'ipv4-6',
    link_mode: 'passive',
    secauth: 'on',
    version: '2',
  };
}

function joinInfo(call: Call) {
  demandCluster(call);
  return {
    preferred_node: call.optionalText('node') ?? call.entryNode,
    config_digest: createHash('sha1')
      .update(JSON.stringify(configNodes(call)))
      .digest('hex'),
    totem: totem(call),
    nodelist: [...call.world.nodes.values()].map(node => ({
      name: node.name,
      nodeid: String(node.nodeid),
      quorum_votes: '1',
      ring0_addr: node.address,
      pve_addr: node.address,
      pve_fp: node.fingerprint,
    })),
  };
}

function getOptions(call: Call) {
  return {
    'allowed-tags': [],
    mac_prefix: 'BC:24:11',
    description: '',
    ...call.world.options,
  };
}

function putOptions(call: Call) {
  for (const [name, value] of Object.entries(call.parameters)) {
    if (name !== 'delete' && name !== 'digest')
      call.world.options[name] = String(value);
  }
  for (const name of call.list('delete')) delete call.world.options[name];
  return null;
}

function clusterLog(call: Call) {
  const seesAll = call.may('/', 'Sys.Syslog');
  const rows = call.world.log
    .map((entry, index) => ({
      id: `${index + 1}:${entry.node}`,
      uid: String(index + 1),
      node: entry.node,
      user: entry.user,
      msg: entry.message,
      time: entry.time,
      pid: 1054,
      pri: 6,
      tag: 'pvedaemon',
    }))
    .filter(row => seesAll || row.user === call.caller.userid)
    .reverse();
  return rows.slice(0, call.optionalInteger('max') ?? 100);
}

function includedVolumes(call: Call) {
  const job = demandRow(call, 'backupJobs', 'id');
  const ids = String(job.vmid ?? '')
    .split(',')
    .filter(Boolean);
  const guests = call.world
    .sortedGuests()
    .filter(g => Number(job.all ?? 0) === 1 || ids.includes(String(g.vmid)));
  return {
    children: guests.map(guest => ({
      id: guest.vmid,
      type: guest.type,
      name: guestName(guest),
      children: Object.keys(guest.config)
        .filter(key => /^(?:scsi|virtio|ide|sata|mp)\d+$|^rootfs$/.test(key))
        .map(key => ({
          id: key,
          name: String(guest.config[key]).split(',')[0],
          included: 1,
          reason: 'enabled',
        })),
    })),
  };
}

function notBackedUp(call: Call) {
  const jobs = [...call.world.section('backupJobs').values()];
  if (jobs.some(job => Number(job.all ?? 0) === 1)) return [];
  const covered = new Set(
    jobs.flatMap(job => String(job.vmid ?? '').split(',')),
  );
  return call.world
    .sortedGuests()
    .filter(guest => !covered.has(String(guest.vmid)))
    .filter(guest => call.may(`/vms/${guest.vmid}`, 'VM.Audit'))
    .map(guest => ({
      vmid: guest.vmid,
      type: guest.type,
      name: guestName(guest),
    }));
}

function demandRow(call: Call, section: SectionName, key: string): SectionRow {
  const id = call.text(key);
  const row = call.world.section(section).get(id);
  if (row) return row;
  if (section === 'backupJobs')
    throw badParameters({ id: `No such job '${id}'` });
  throw failure(
    `no such ${
      section === 'replicationJobs' ? 'replication job' : 'server'
    } '${id}'`,
  );
}

function rowOf(call: Call): SectionRow {
  const { delete: _, digest: __, ...row } = call.parameters;
  return row as SectionRow;
}

/** What makes one section different from another. */
interface SectionOptions {
  create: 'on-list' | 'on-row';
  /** What every row has besides its parameters. */
  extra?: (call: Call, id: string) => SectionRow;
  /** Refuses who may not change the row of that id. */
  demandWrite?: (call: Call, id: string) => void;
  mayRead?: (call: Call, row: SectionRow) => boolean;
}

/** List, add, read, change and remove rows of a section. */
function sectionRoutes(
  path: string,
  section: SectionName,
  { create, extra, demandWrite, mayRead = () => true }: SectionOptions,
): Handlers {
  const item = `${path}/{id}`;
  let next = 1;
  const add = (call: Call) => {
    const id =
      call.optionalText('id') ??
      `backup-${(next++).toString(16).padStart(8, '0')}`;
    demandWrite?.(call, id);
    const rows = call.world.section(section);
    if (rows.has(id)) throw failure(`'${id}' already exists`);
    rows.set(id, { ...extra?.(call, id), ...rowOf(call), id });
    return null;
  };
  return {
    [`GET ${path}`]: call =>
      [...call.world.section(section).values()].filter(row =>
        mayRead(call, row),
      ),
    [`POST ${create === 'on-list' ? path : item}`]: add,
    [`GET ${item}`]: call => ({ ...demandRow(call, section, 'id') }),
    [`PUT ${item}`]: call => {
      demandWrite?.(call, call.text('id'));
      const row = demandRow(call, section, 'id');
      Object.assign(row, rowOf(call));
      for (const name of call.list('delete')) delete row[name];
      return null;
    },
    [`DELETE ${item}`]: call => {
      demandWrite?.(call, call.text('id'));
      demandRow(call, section, 'id');
      call.world.section(section).delete(call.text('id'));
      return null;
    },
  };
}

/** The id of a replication job begins with the guest that it copies. */
function replicationRow(call: Call, id: string): SectionRow {
  const [guest, jobnum] = id.split('-').map(Number);
  const source = call.world.guests.get(guest)?.node;
  if (!source) {
    throw failure(`guest '${guest}' does not exist`);
  }
  return { guest, jobnum, source };
}

/** Configuration and jobs of the cluster. */
export const clusterConfigRoutes: Handlers = {
  ...sectionRoutes('/cluster/backup', 'backupJobs', {
    create: 'on-list',
    extra: () => ({ type: 'vzdump', enabled: 1 }),
  }),
  ...sectionRoutes('/cluster/replication', 'replicationJobs', {
    create: 'on-list',
    extra: replicationRow,
    demandWrite: (call, id) =>
      call.demand(`/vms/${id.split('-')[0]}`, 'VM.Replicate'),
    mayRead: (call, row) => call.may(`/vms/${row.guest}`, 'VM.Audit'),
  }),
  ...sectionRoutes('/cluster/metrics/server', 'metricServers', {
    create: 'on-row',
  }),
  'GET /cluster/backup/{id}/included_volumes': includedVolumes,
  'GET /cluster/backup-info/not-backed-up': notBackedUp,
  'GET /cluster/ceph/status': () => {
    throw failure('binary not installed: /usr/bin/ceph-mon');
  },
  'GET /cluster/config/apiversion': () => 1,
  'GET /cluster/config/join': joinInfo,
  'GET /cluster/config/nodes': configNodes,
  'POST /cluster/config/nodes/{node}': call => ({
    corosync_authkey: '',
    corosync_conf: JSON.stringify(totem(call)),
    warnings: [],
  }),
  'GET /cluster/config/totem': totem,
  'GET /cluster/config/qdevice': () => ({}),
  'GET /cluster/firewall/options': call => ({
    ...firewallOptions(call),
    digest: emptyDigest,
  }),
  'PUT /cluster/firewall/options': call => {
    Object.assign(firewallOptions(call), rowOf(call));
    return null;
  },
  'GET /cluster/log': clusterLog,
  'GET /cluster/metrics/export': call => ({ data: metricRows(call) }),
  'GET /cluster/notifications/targets': () => [
    {
      name: 'mail-to-root',
      origin: 'builtin',
      comment: "Send mails to root@pam's email address",
      type: 'sendmail',
    },
  ],
  'GET /cluster/options': getOptions,
  'PUT /cluster/options': putOptions,
  'GET /cluster/qemu/custom-cpu-models': call => [
    ...call.world.section('cpuModels').values(),
  ],
  'GET /cluster/qemu/cpu-flags': call => [
    { name: 'aes', 'supported-on': [...call.world.nodes.keys()] },
    { name: 'pcid', 'supported-on': [...call.world.nodes.keys()] },
  ],
};

function firewallOptions(call: Call): SectionRow {
  const rowsOfAll = call.world.section('firewallRules');
  let row = rowsOfAll.get('cluster');
  if (!row) {
    row = {};
    rowsOfAll.set('cluster', row);
  }
  return row;
}
