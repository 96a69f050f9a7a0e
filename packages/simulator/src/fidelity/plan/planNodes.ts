import { flagOf, isObject, objectOf, objectsOf, textOf } from '../json';
import type { Json, JsonObject } from '../types';
import type { Facts } from './Facts';
import { configOf } from './guestRow';
import { parseUpid } from './parseUpid';
import { needNode, WorldPlan } from './WorldPlan';

function plainRow(row: JsonObject): JsonObject {
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(row)) {
    const isList =
      Array.isArray(value) && value.every(v => typeof v === 'string');
    if (value !== null && (isList || typeof value !== 'object'))
      kept[key] = value;
  }
  return kept;
}

function planNodeRow(plan: WorldPlan, row: JsonObject, name: string): void {
  needNode(plan, name);
  const node = plan.nodes.get(name);
  if (!node) return;
  if (row.status === 'offline' || ('online' in row && !flagOf(row.online))) {
    node.isOnline = false;
  }
  node.address = textOf(row.ip) ?? node.address;
}

/** Nodes that the rows of an answer stand on. */
function planNodesOfAnswer(plan: WorldPlan, data: Json): void {
  for (const row of objectsOf(data)) {
    const name =
      textOf(row.node) ?? (row.type === 'node' ? textOf(row.name) : '');
    const isNodeRow =
      row.type === 'node' || textOf(row.id)?.startsWith('node/');
    if (name) {
      if (isNodeRow) planNodeRow(plan, row, name);
      else needNode(plan, name);
    }
    for (const member of textOf(row.nodes)?.split(',') ?? []) {
      if (!/^\d*$/.test(member)) needNode(plan, member.replace(/:\d+$/, ''));
    }
  }
}

function planNetworks(plan: WorldPlan, { call, values, data }: Facts): void {
  if (call === 'GET /nodes/{node}/network') {
    plan.networks.set(values.node, objectsOf(data).map(plainRow));
  }
  if (/ \/nodes\/\{node\}\/network\/\{iface\}/.test(call)) {
    const known = isObject(data) ? plainRow(data) : {};
    const row = { type: 'bridge', active: 1, ...known, iface: values.iface };
    plan.networks.set(values.node, [row]);
  }
}

/** Interfaces that request parameters refer to. */
function planBridges(
  plan: WorldPlan,
  { call, params, values, refusal }: Facts,
): void {
  const exists = /interface already exists/.test(refusal) && params.iface;
  if (call === 'POST /nodes/{node}/network' && exists) {
    const row = { iface: params.iface, type: params.type ?? 'eth' };
    plan.networks.set(values.node, [row]);
  }
}

/** Nodes that a request names: in its path, its parameters and task ids. */
function planNamedNodes(plan: WorldPlan, facts: Facts): void {
  const { values, params, data, refusal, recording } = facts;
  const isMissing = recording.handWritten && recording.answer.status === 500;
  const named = [
    values.node,
    params.target,
    params.node,
    params.node_id,
    parseUpid(values.upid ?? '')?.node,
    parseUpid(textOf(data) ?? '')?.node,
  ];
  for (const name of named) {
    const isUnknown =
      isMissing ||
      refusal.includes(`hostname lookup '${name}' failed`) ||
      refusal.includes(`no such cluster node '${name}'`);
    if (name && !isUnknown && !name.includes(':')) needNode(plan, name);
  }
}

/** Options and outage of the node in the path. */
function planPathNode(plan: WorldPlan, facts: Facts): void {
  const { call, values, data, refusal, recording } = facts;
  const node = plan.nodes.get(values.node ?? '');
  if (!node) return;
  if (call === 'GET /nodes/{node}/config')
    node.config = configOf(objectOf(data));
  if (recording.answer.status === 595) {
    node.isOnline = false;
    // while neighbours still have its address, attempts run into a time-out
    plan.isOldOutage = !/timed out/.test(refusal);
  }
}

/**
 * Nodes and their networks: those named in the path, in task ids, in the rows
 * of the answer and as targets of the request, unless the answer says that
 * there is no such node.
 */
export function planNodes(plan: WorldPlan, facts: Facts): void {
  planNamedNodes(plan, facts);
  planNodesOfAnswer(plan, facts.data);
  planNodesOfAnswer(plan, objectOf(facts.data).data ?? null);
  planNetworks(plan, facts);
  planBridges(plan, facts);
  planPathNode(plan, facts);
}
