import { flagOf, isObject, objectsOf, textOf } from '../json';
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

/**
 * Nodes and their networks: those named in the path, in task ids, in the rows
 * of the answer and as targets of the request, unless the answer says that
 * there is no such node.
 */
export function planNodes(plan: WorldPlan, facts: Facts): void {
  const { values, params, data, refusal, recording } = facts;
  const { status } = recording.answer;
  const isUnknown = (name: string) =>
    refusal.includes(`hostname lookup '${name}' failed`) ||
    refusal.includes(`no such cluster node '${name}'`) ||
    (recording.handWritten && status === 500);
  const named = [
    values.node,
    params.target,
    params.node,
    params.node_id,
    parseUpid(values.upid ?? '')?.node,
    parseUpid(textOf(data) ?? '')?.node,
  ];
  for (const name of named) {
    if (name && !isUnknown(name) && !name.includes(':')) needNode(plan, name);
  }
  planNodesOfAnswer(plan, data);
  if (isObject(data)) planNodesOfAnswer(plan, data.data ?? null);
  planNetworks(plan, facts);
  planBridges(plan, facts);
  const ofPath = plan.nodes.get(values.node ?? '');
  if (facts.call === 'GET /nodes/{node}/config' && isObject(data) && ofPath) {
    ofPath.config = configOf(data);
  }
  if (status === 595 && values.node) {
    plan.nodes.set(values.node, { isOnline: false });
    // while neighbours still have its address, attempts run into a time-out
    plan.isOldOutage = !/timed out/.test(refusal);
  }
}
