import { factsFor, recordingOf } from '../testRecordings';
import { planNodes } from './planNodes';
import { emptyPlan } from './WorldPlan';

function plan(call: string, changes: object = {}) {
  const world = emptyPlan();
  planNodes(world, factsFor(call, changes));
  return world;
}

describe('planNodes', () => {
  it('plans nodes of the path, of parameters and of task ids', () => {
    const { nodes } = plan('POST /nodes/{node}/qemu/{vmid}/migrate', {
      values: { node: 'n1' },
      params: { target: 'n2' },
      data: 'UPID:n3:00000001:00000001:00000001:qmigrate:812:root@pam:',
    });
    expect([...nodes.keys()]).toEqual(['n1', 'n2', 'n3']);
  });

  it('leaves out the node that the answer does not know', () => {
    const target = plan('POST /nodes/{node}/qemu/{vmid}/migrate', {
      values: { node: 'n1' },
      params: { target: 'n9' },
      refusal: "no such cluster node 'n9'",
      isSuccess: false,
    });
    const mock = plan('GET /nodes/{node}/status', {
      values: { node: 'gone' },
      recording: recordingOf({ handWritten: true, answer: { status: 500 } }),
    });
    expect([...target.nodes.keys()]).toEqual(['n1']);
    expect(mock.nodes.size).toBe(0);
  });

  it('takes address and outage from rows of nodes', () => {
    const { nodes } = plan('GET /cluster/status', {
      data: [
        { type: 'node', name: 'n1', ip: '10.0.0.1', online: 1 },
        { type: 'node', name: 'n2', online: 0 },
        { type: 'cluster', name: 'lab', nodes: 2 },
      ],
    });
    expect(Object.fromEntries(nodes)).toEqual({
      n1: { isOnline: true, address: '10.0.0.1' },
      n2: { isOnline: false, address: undefined },
    });
  });

  it('tells a fresh outage from an old one', () => {
    const outage = (refusal: string) =>
      plan('GET /nodes/{node}/status', {
        values: { node: 'n1' },
        refusal,
        isSuccess: false,
        recording: recordingOf({ answer: { status: 595 } }),
      });
    expect(outage('Connection timed out').isOldOutage).toBe(false);
    expect(outage('No route to host').isOldOutage).toBe(true);
    expect(outage('No route to host').nodes.get('n1')?.isOnline).toBe(false);
  });

  it('plans the interfaces of a list, of the path and of a refused duplicate', () => {
    const list = plan('GET /nodes/{node}/network', {
      values: { node: 'n1' },
      data: [{ iface: 'vmbr3', type: 'bridge', exists: null }],
    });
    const path = plan('GET /nodes/{node}/network/{iface}', {
      values: { node: 'n1', iface: 'vmbr4' },
      data: { method: 'static' },
    });
    const duplicate = plan('POST /nodes/{node}/network', {
      values: { node: 'n1' },
      params: { iface: 'eth7', type: 'eth' },
      refusal: 'interface already exists',
      isSuccess: false,
    });
    expect(list.networks.get('n1')).toEqual([
      { iface: 'vmbr3', type: 'bridge' },
    ]);
    expect(path.networks.get('n1')).toMatchObject([
      { iface: 'vmbr4', method: 'static' },
    ]);
    expect(duplicate.networks.get('n1')).toEqual([
      { iface: 'eth7', type: 'eth' },
    ]);
  });
});
