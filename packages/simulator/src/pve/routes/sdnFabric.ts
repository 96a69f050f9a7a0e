import { createHash } from 'node:crypto';
import { failure } from '../ApiError';
import { Call, Handlers } from '../Call';
import { SectionRow } from '../world/types';

const fabricBase = '/cluster/sdn/fabrics/fabric';
const nodeBase = '/cluster/sdn/fabrics/node';

function digestOf(call: Call): string {
  const { world } = call;
  const text = JSON.stringify([
    [...world.section('sdnFabrics')],
    [...world.section('sdnFabricNodes')],
  ]);
  return createHash('sha256').update(text).digest('hex');
}

function rowOf(call: Call): SectionRow {
  const skip = new Set([
    'digest',
    'delete',
    'lock-token',
    'pending',
    'running',
  ]);
  const row: SectionRow = Object.fromEntries(
    Object.entries(call.parameters).filter(([name]) => !skip.has(name)),
  );
  if (row.interfaces !== undefined && !Array.isArray(row.interfaces)) {
    row.interfaces = [row.interfaces];
  }
  return row;
}

function demandFabric(call: Call, id: string): SectionRow {
  const row = call.world.section('sdnFabrics').get(id);
  if (!row) throw failure(`fabric '${id}' does not exist`);
  return row;
}

function fabrics(call: Call) {
  return [...call.world.section('sdnFabrics').values()]
    .filter(row =>
      call.mayAny(`/sdn/fabrics/${row.id}`, 'SDN.Audit', 'SDN.Allocate'),
    )
    .map(row => ({ redistribute: [], ...row, digest: digestOf(call) }));
}

function nodes(call: Call, fabric?: string) {
  return [...call.world.section('sdnFabricNodes').values()]
    .filter(row => fabric === undefined || row.fabric_id === fabric)
    .map(row => ({ ...row, digest: digestOf(call) }));
}

function nodeKey(call: Call): string {
  return `${call.text('fabric_id')}/${call.text('node_id')}`;
}

function demandNode(call: Call): SectionRow {
  const row = call.world.section('sdnFabricNodes').get(nodeKey(call));
  if (!row) {
    throw failure(
      `node '${call.text('node_id')}' does not exist in fabric '${call.text(
        'fabric_id',
      )}'`,
    );
  }
  return row;
}

// These calls answer an empty text where others answer null: recorded.
const done = '';

function createFabric(call: Call) {
  const id = call.text('id');
  const rows = call.world.section('sdnFabrics');
  if (rows.has(id))
    throw failure(`fabric '${id}' already exists in configuration`);
  rows.set(id, rowOf(call));
  call.world.hasPendingSdnChanges = true;
  return done;
}

function deleteFabric(call: Call) {
  const id = call.text('id');
  demandFabric(call, id);
  call.world.section('sdnFabrics').delete(id);
  for (const [key, row] of call.world.section('sdnFabricNodes')) {
    if (row.fabric_id === id) call.world.section('sdnFabricNodes').delete(key);
  }
  return done;
}

function createNode(call: Call) {
  demandFabric(call, call.text('fabric_id'));
  const rows = call.world.section('sdnFabricNodes');
  if (rows.has(nodeKey(call))) {
    throw failure(
      `node '${call.text('node_id')}' already exists in configuration`,
    );
  }
  rows.set(nodeKey(call), { interfaces: [], ...rowOf(call) });
  return done;
}

function deleteNode(call: Call) {
  demandNode(call);
  call.world.section('sdnFabricNodes').delete(nodeKey(call));
  return done;
}

function update(row: SectionRow, call: Call) {
  Object.assign(row, rowOf(call));
  for (const name of call.list('delete')) delete row[name];
  return done;
}

function whatRuns(call: Call) {
  demandFabric(call, call.text('fabric'));
  // Routing daemons are not simulated, so no fabric has come up.
  return [];
}

/** Fabrics under virtual networks, as configuration. */
export const sdnFabricRoutes: Handlers = {
  'GET /cluster/sdn/fabrics/all': call => ({
    fabrics: fabrics(call),
    nodes: nodes(call),
  }),
  [`GET ${fabricBase}`]: fabrics,
  [`POST ${fabricBase}`]: createFabric,
  [`GET ${fabricBase}/{id}`]: call => ({
    redistribute: [],
    ...demandFabric(call, call.text('id')),
    digest: digestOf(call),
  }),
  [`PUT ${fabricBase}/{id}`]: call =>
    update(demandFabric(call, call.text('id')), call),
  [`DELETE ${fabricBase}/{id}`]: deleteFabric,
  [`GET ${nodeBase}`]: call => nodes(call),
  [`GET ${nodeBase}/{fabric_id}`]: call => nodes(call, call.text('fabric_id')),
  [`POST ${nodeBase}/{fabric_id}`]: createNode,
  [`GET ${nodeBase}/{fabric_id}/{node_id}`]: call => ({
    ...demandNode(call),
    digest: digestOf(call),
  }),
  [`PUT ${nodeBase}/{fabric_id}/{node_id}`]: call =>
    update(demandNode(call), call),
  [`DELETE ${nodeBase}/{fabric_id}/{node_id}`]: deleteNode,
  'GET /nodes/{node}/sdn/fabrics/{fabric}/interfaces': whatRuns,
  'GET /nodes/{node}/sdn/fabrics/{fabric}/neighbors': whatRuns,
  'GET /nodes/{node}/sdn/fabrics/{fabric}/routes': whatRuns,
};
