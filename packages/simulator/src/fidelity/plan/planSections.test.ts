import { factsFor, recordingOf } from '../testRecordings';
import { planCluster, planSections } from './planSections';
import { emptyPlan, WorldPlan } from './WorldPlan';

function plan(call: string, changes: object, act = planSections): WorldPlan {
  const world = emptyPlan();
  act(world, factsFor(call, changes));
  return world;
}

const row = (world: WorldPlan, section: string, id: string) =>
  world.sections.get(section)?.get(id);

describe('planSections', () => {
  it('plans rows of lists as they are and rows of paths with what they need', () => {
    const list = plan('GET /cluster/sdn/zones', {
      data: [{ zone: 'z1', type: 'vxlan' }],
    });
    const one = plan('GET /cluster/sdn/zones/{zone}', {
      values: { zone: 'z2' },
    });
    expect(row(list, 'sdnZones', 'z1')).toEqual({ zone: 'z1', type: 'vxlan' });
    expect(row(one, 'sdnZones', 'z2')).toMatchObject({
      zone: 'z2',
      type: 'simple',
    });
  });

  it('plans nothing for a path that was refused', () => {
    const { sections } = plan('GET /cluster/backup/{id}', {
      values: { id: 'b1' },
      isSuccess: false,
    });
    expect(sections.size).toBe(0);
  });

  it('plans the guests that high availability manages', () => {
    const listed = plan('GET /cluster/ha/resources', {
      data: [{ sid: 'ct:812' }],
    });
    const managed = plan('GET /cluster/ha/status/manager_status', {
      data: { service_status: { 'vm:813': { state: 'started' } } },
    });
    const ruled = plan('POST /cluster/ha/rules', {
      params: { resources: 'vm:814,vm:815' },
    });
    expect(listed.guests.get(812)?.type).toBe('lxc');
    expect(managed.guests.get(813)?.type).toBe('qemu');
    expect(row(managed, 'haResources', 'vm:813')).toBeDefined();
    expect([...ruled.guests.keys()]).toEqual([814, 815]);
  });

  it('knows fabric nodes by fabric and node', () => {
    const world = plan('GET /cluster/sdn/fabrics/node', {
      data: [{ fabric_id: 'f1', node_id: 'n1', ip: '10.0.0.1' }],
    });
    expect(row(world, 'sdnFabricNodes', 'f1/n1')).toMatchObject({
      ip: '10.0.0.1',
    });
    expect(row(world, 'sdnFabrics', 'f1')).toBeDefined();
  });

  it('makes an answer large whose compressed body is lost', () => {
    const recording = recordingOf({ answer: { bodyLost: true } });
    expect(
      plan('GET /cluster/resources', { recording }).guests.size,
    ).toBeGreaterThan(10);
  });
});

describe('planCluster', () => {
  it('reads name and quorum, options and log', () => {
    const status = plan(
      'GET /cluster/status',
      { data: [{ type: 'cluster', name: 'lab', quorate: 0 }] },
      planCluster,
    );
    const options = plan(
      'GET /cluster/options',
      { data: { console: 'html5', 'allowed-tags': [] } },
      planCluster,
    );
    const log = plan(
      'GET /cluster/log',
      { data: [{ time: 5, node: 'n', user: 'amy@pve', msg: 'hi' }] },
      planCluster,
    );
    expect(status).toMatchObject({ clusterName: 'lab', isQuorate: false });
    expect(options.options).toEqual({ console: 'html5' });
    expect(log.log).toEqual([
      { time: 5, node: 'n', user: 'amy@pve', message: 'hi' },
    ]);
  });
});
