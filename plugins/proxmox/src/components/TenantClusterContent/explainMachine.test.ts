import {
  makeMachine,
  makeStuckMachine,
} from '../../__testUtils__/tenantClusterFixtures';
import { explainMachine } from './explainMachine';

describe('why a machine is not ready', () => {
  it('is no question of one that is', () => {
    expect(explainMachine(makeMachine())).toBeUndefined();
  });

  it('is the step that its virtual machine waits at', () => {
    expect(explainMachine(makeStuckMachine())).toBe(
      'WaitingForCloudInit: guest agent does not answer',
    );
  });

  it('is above all what capmox gave up on', () => {
    const machine = makeStuckMachine();
    machine.proxmoxMachine!.failureReason = 'CreateError';
    machine.proxmoxMachine!.failureMessage = 'storage ceph-vm is full';
    expect(explainMachine(machine)).toBe(
      'CreateError: storage ceph-vm is full',
    );
  });

  it('is the node where the virtual machine is well', () => {
    const machine = makeMachine({
      ready: false,
      conditions: [{ type: 'Ready', status: 'Unknown' }],
    });
    expect(explainMachine(machine)).toBe('Ready');
  });

  it('is unknown where nothing says it', () => {
    expect(
      explainMachine(
        makeMachine({
          ready: false,
          conditions: [],
          proxmoxMachine: undefined,
        }),
      ),
    ).toBeUndefined();
  });
});
