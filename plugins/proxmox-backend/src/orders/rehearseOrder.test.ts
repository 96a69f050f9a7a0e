import { KubeError } from '@rackstage/plugin-proxmox-node';
import { anAcceptedOrder } from '../__testUtils__/anOrder';
import { aKubeError } from '../__testUtils__/FakeKube';
import { buildManifestsOf } from '../__testUtils__/setUpRuns';
import { rehearseOrder } from './rehearseOrder';
import { KubeWriter } from './writableKinds';

/** A server that says this to the Cluster, and yes to everything else. */
async function rehearse(error?: Error) {
  const { order, decisions } = anAcceptedOrder();
  const asked: unknown[] = [];
  const writer: Pick<KubeWriter, 'apply'> = {
    async apply(object, { dryRun }) {
      asked.push(dryRun);
      if (error && object.kind === 'Cluster') {
        throw error;
      }
      return { object, created: true, warnings: [] };
    },
  };
  const check = await rehearseOrder({
    writer,
    managementCluster: 'mgmt-b',
    tenant: 'tenant-team-a',
    manifests: buildManifestsOf({ order, decisions }),
  });
  return { check, asked };
}

const anAnswer = (reason: string) =>
  new KubeError({
    source: 'mgmt-b',
    kind: 'invalid',
    status: 400,
    reason,
    method: 'PATCH',
    path: '/',
    nextStep: 'Look.',
  });

describe('rehearseOrder', () => {
  it('asks for every object, and never in earnest', async () => {
    const { check, asked } = await rehearse();
    expect(check).toMatchObject({
      level: 'ok',
      text: 'mgmt-b accepts all 8 objects.',
    });
    expect(asked).toEqual(new Array(8).fill(true));
  });

  it.each([
    ['a refusal of rights or a policy', aKubeError('forbidden'), 'forbidden'],
    ['a refusal of the contents', anAnswer('spec is wrong'), 'spec is wrong'],
  ])('fails with %s and says of which object', async (_name, error, reason) => {
    const { check } = await rehearse(error);
    expect(check).toMatchObject({
      level: 'error',
      text: `mgmt-b would refuse Cluster shop: ${reason}.`,
      nextStep: expect.any(String),
    });
  });

  it.each([
    ['does not answer', aKubeError('timeout')],
    [
      'has a webhook that refuses rehearsals',
      anAnswer('admission webhook "a.b" does not support dry run'),
    ],
    ['fails in a way that nobody foresaw', new Error('what?')],
  ])('does not know where the server %s', async (_name, error) => {
    const { check } = await rehearse(error);
    expect(check.level).toBe('warning');
  });
});
