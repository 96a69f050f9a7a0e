import { isObject, numberOf, objectOf, objectsOf, textOf } from '../json';
import type { Json, JsonObject } from '../types';
import type { Facts } from './Facts';
import { anyNode, needGuest, needRow, WorldPlan } from './WorldPlan';

/** A section, the calls that show it, the placeholder and key of its ids. */
interface Section {
  name: string;
  list: RegExp;
  one: RegExp;
  placeholder: string;
  key: string;
  /** A row with nothing recorded but its id. */
  plain: (id: string) => JsonObject;
}

const sections: Section[] = [
  {
    name: 'haResources',
    list: /^GET \/cluster\/ha\/resources$/,
    one: / \/cluster\/ha\/resources\/\{sid\}/,
    placeholder: 'sid',
    key: 'sid',
    plain: sid => ({ sid, type: sid.split(':')[0], state: 'started' }),
  },
  {
    name: 'haRules',
    list: /^GET \/cluster\/ha\/rules$/,
    one: / \/cluster\/ha\/rules\/\{rule\}/,
    placeholder: 'rule',
    key: 'rule',
    plain: rule => ({
      rule,
      type: 'resource-affinity',
      affinity: 'negative',
      resources: '',
    }),
  },
  {
    name: 'sdnZones',
    list: /^GET \/(cluster|nodes\/\{node\})\/sdn\/zones$/,
    one: / \/(cluster|nodes\/\{node\})\/sdn\/zones\/\{zone\}/,
    placeholder: 'zone',
    key: 'zone',
    plain: zone => ({ zone, type: 'simple', ipam: 'pve' }),
  },
  {
    name: 'sdnVnets',
    list: /^GET \/cluster\/sdn\/vnets$/,
    one: / \/(cluster|nodes\/\{node\})\/sdn\/vnets\/\{vnet\}/,
    placeholder: 'vnet',
    key: 'vnet',
    plain: vnet => ({ vnet, type: 'vnet', zone: 'localzone' }),
  },
  {
    name: 'sdnFabrics',
    list: /^GET \/cluster\/sdn\/fabrics\/fabric$/,
    one: / \/(cluster|nodes\/\{node\})\/sdn\/fabrics\/(fabric\/\{id\}|\{fabric\})/,
    placeholder: 'id',
    key: 'id',
    plain: id => ({ id, protocol: 'openfabric', ip_prefix: '10.0.0.0/24' }),
  },
  {
    name: 'sdnSubnets',
    list: /^GET \/cluster\/sdn\/vnets\/\{vnet\}\/subnets$/,
    one: / \/cluster\/sdn\/vnets\/\{vnet\}\/subnets\/\{subnet\}/,
    placeholder: 'subnet',
    key: 'id',
    plain: id => ({ id, type: 'subnet' }),
  },
  {
    name: 'backupJobs',
    list: /^GET \/cluster\/backup$/,
    one: / \/cluster\/backup\/\{id\}/,
    placeholder: 'id',
    key: 'id',
    plain: id => ({
      id,
      schedule: '02:00',
      storage: 'local',
      enabled: 1,
      type: 'vzdump',
      all: 1,
    }),
  },
  {
    name: 'metricServers',
    list: /^GET \/cluster\/metrics\/server$/,
    one: / \/cluster\/metrics\/server\/\{id\}/,
    placeholder: 'id',
    key: 'id',
    plain: id => ({ id, type: 'influxdb', server: '192.0.2.1', port: 8089 }),
  },
];

/** HA resources name guests, which then exist. */
function guestOfSid(plan: WorldPlan, sid: string): void {
  const match = /^(vm|ct):(\d+)$/.exec(sid);
  const node = anyNode(plan);
  if (match && !plan.createdLater.has(Number(match[2]))) {
    const type = match[1] === 'ct' ? 'lxc' : 'qemu';
    needGuest(plan, { type, vmid: Number(match[2]), node });
  }
}

function planSection(plan: WorldPlan, section: Section, facts: Facts): void {
  const { call, values, data, isSuccess } = facts;
  if (section.list.test(call)) {
    for (const row of objectsOf(data)) {
      const id = textOf(row[section.key]);
      if (id) needRow(plan, [section.name, id], row);
    }
  }
  const id = values[section.placeholder] ?? values.fabric_id ?? values.fabric;
  if (section.one.test(call) && id && isSuccess) {
    const row = isObject(data) ? data : {};
    needRow(plan, [section.name, id], { ...section.plain(id), ...row });
  }
}

/** Rows of the resources list that stand for sections. */
function planResources(plan: WorldPlan, { call, data }: Facts): void {
  if (call !== 'GET /cluster/resources') return;
  for (const row of objectsOf(data)) {
    const zone = textOf(row.sdn);
    if (zone && zone !== 'localnetwork') {
      needRow(plan, ['sdnZones', zone], { zone, type: 'simple', ipam: 'pve' });
    }
    const sid =
      textOf(row.hastate) &&
      `${row.type === 'lxc' ? 'ct' : 'vm'}:${textOf(row.vmid)}`;
    const isGuest = row.type === 'qemu' || row.type === 'lxc';
    if (sid && isGuest && !plan.createdLater.has(Number(row.vmid))) {
      needRow(plan, ['haResources', sid], {
        sid,
        type: sid.split(':')[0],
        state: 'started',
      });
    }
  }
}

/** Fabric nodes are known by fabric and node together. */
function planFabricNodes(plan: WorldPlan, { call, data }: Facts): void {
  const isAll = call === 'GET /cluster/sdn/fabrics/all' && isObject(data);
  const isList = call.startsWith('GET /cluster/sdn/fabrics/node');
  const one = isList && isObject(data) ? [data] : [];
  const rows = isList ? [...objectsOf(data), ...one] : [];
  for (const row of isAll ? objectsOf(data.nodes) : rows) {
    const fabric = textOf(row.fabric_id) ?? '';
    const plain = { protocol: 'openfabric', ip_prefix: '10.0.0.0/24' };
    needRow(plan, ['sdnFabrics', fabric], { id: fabric, ...plain });
    needRow(plan, ['sdnFabricNodes', `${fabric}/${textOf(row.node_id)}`], {
      protocol: 'openfabric',
      ...row,
    });
  }
  for (const row of isAll ? objectsOf(data.fabrics) : []) {
    needRow(plan, ['sdnFabrics', textOf(row.id) ?? ''], row);
  }
}

function planHaStatus(plan: WorldPlan, { call, data }: Facts): void {
  if (call === 'GET /cluster/ha/status/manager_status' && isObject(data)) {
    for (const sid of Object.keys(objectOf(data.service_status))) {
      guestOfSid(plan, sid);
      needRow(plan, ['haResources', sid], { sid, type: sid.split(':')[0] });
    }
  }
  if (call !== 'GET /cluster/ha/status/current') return;
  for (const row of objectsOf(data)) {
    const sid = textOf(row.sid);
    if (row.type === 'service' && sid) {
      guestOfSid(plan, sid);
      needRow(plan, ['haResources', sid], {
        sid,
        type: sid.split(':')[0],
        state: 'started',
      });
    }
  }
}

function planStatus(plan: WorldPlan, data: Json): void {
  const cluster = objectsOf(data).find(row => row.type === 'cluster');
  if (!cluster) return;
  plan.clusterName = textOf(cluster.name);
  if (textOf(cluster.quorate) === '0') plan.isQuorate = false;
}

function planLog(plan: WorldPlan, data: Json): void {
  for (const row of objectsOf(data)) {
    plan.log.push({
      time: numberOf(row.time) ?? 0,
      node: textOf(row.node) ?? anyNode(plan),
      user: textOf(row.user) ?? 'root@pam',
      message: textOf(row.msg) ?? '',
    });
  }
}

function planOptions(plan: WorldPlan, data: Json): void {
  for (const [key, value] of Object.entries(objectOf(data))) {
    if (typeof value === 'string' && value !== '') plan.options[key] = value;
  }
}

/** Name, quorum, options and log of the cluster itself. */
export function planCluster(plan: WorldPlan, { call, data }: Facts): void {
  if (call === 'GET /cluster/status') planStatus(plan, data);
  if (call === 'GET /cluster/log') planLog(plan, data);
  if (call === 'GET /cluster/options') planOptions(plan, data);
  if (call.startsWith('GET /cluster/config/')) plan.clusterName ??= 'cluster1';
  if (call === 'POST /access/ticket' && isObject(data)) {
    plan.clusterName = textOf(data.clustername);
  }
}

/** What a compressed answer held is lost, but it was large. */
function planLargeAnswer(plan: WorldPlan, { recording }: Facts): void {
  if (!recording.answer.bodyLost) return;
  const node = anyNode(plan);
  for (let vmid = 5001; vmid < 5013; vmid++) {
    needGuest(plan, { type: 'qemu', vmid, node });
  }
}

/** HA, SDN, backup jobs, metric servers and the cluster itself. */
export function planSections(plan: WorldPlan, facts: Facts): void {
  for (const section of sections) planSection(plan, section, facts);
  planResources(plan, facts);
  planHaStatus(plan, facts);
  planFabricNodes(plan, facts);
  planLargeAnswer(plan, facts);
  const { call, values, params, isSuccess } = facts;
  const sid =
    values.sid ??
    (call === 'POST /cluster/ha/resources' ? params.sid : undefined);
  if (sid && isSuccess) guestOfSid(plan, sid);
  for (const member of params.resources?.split(',') ?? [])
    guestOfSid(plan, member);
  if (call.startsWith('GET /cluster/ha/resources')) {
    for (const id of plan.sections.get('haResources')?.keys() ?? [])
      guestOfSid(plan, id);
  }
}
