import { AnyApiRef, translationApiRef } from '@backstage/frontend-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { ProxmoxClient } from '@rackstage/plugin-proxmox-common';
import { makePreflight, makeRefusal } from '../../__testUtils__/orderFixtures';
import { proxmoxApiRef } from '../../api/proxmoxApi';
import { validateReview } from './validateReview';

const form = {
  managementCluster: 'mgmt-a',
  tenant: 'tenant-team-a',
  name: 'shop',
  version: 'v1.33.3',
  replicas: 3,
  cores: 4,
  memoryMiB: 8192,
  diskGiB: 40,
  source: 'fra',
  template: '9010',
  storage: 'ceph-vm',
  bridge: 'vmbr0',
  addresses: '10.0.0.150-10.0.0.160',
  prefix: 24,
  gateway: '10.0.0.1',
  dnsServers: ['10.0.0.2'],
};

/** A portal whose backend answers a preflight like that. */
function makeApis(answer: () => Promise<Response>): [AnyApiRef, unknown][] {
  const client = new ProxmoxClient({
    discoveryApi: { getBaseUrl: async () => 'http://portal.test' },
    fetchApi: { fetch: answer },
  });
  return [
    [proxmoxApiRef, client],
    [translationApiRef, mockApis.translation()],
  ];
}

async function validate(
  apis: [AnyApiRef, unknown][],
  formData: Record<string, unknown> = form,
) {
  const errors: string[] = [];
  const byId = new Map(apis.map(([ref, api]) => [ref.id, api]));
  await validateReview(
    'reviewed',
    { addError: message => errors.push(message) },
    {
      formData,
      apiHolder: {
        get: <T>(ref: { id: string; T: T }) => byId.get(ref.id) as T,
      },
    },
  );
  return errors;
}

const answers = (body: object, status = 200) =>
  makeApis(async () => Response.json(body, { status }));

describe('validateReview', () => {
  it('passes what nothing speaks against, and what has warnings only', async () => {
    expect(await validate(answers(makePreflight()))).toEqual([]);
    const warned = makeRefusal();
    warned.checks.pop();
    expect(await validate(answers(warned))).toEqual([]);
  });

  it('names all that refuses the order', async () => {
    const refusal = makeRefusal();
    refusal.checks.push({
      id: 'name',
      level: 'error',
      text: 'shop is taken.',
    });
    expect(await validate(answers(refusal))).toEqual([
      'refuses the order for 2 reasons: Template 9010 has no guest agent. shop is taken.',
    ]);
  });

  it('goes by the checks, whatever else the answer says of itself', async () => {
    expect(
      await validate(answers({ ...makeRefusal(), passed: true })),
    ).toHaveLength(1);
  });

  it.each([
    [answers({ error: { message: 'no' } }, 403), /could not be checked/],
    [answers({ passed: true }), /could not be checked.*update both/],
    [
      makeApis(async () => {
        throw new Error('broken');
      }),
      /could not be checked.*broken/,
    ],
  ])('lets nothing pass that was not checked', async (apis, message) => {
    expect(await validate(apis)).toEqual([expect.stringMatching(message)]);
  });

  it('lets nothing pass that is no order', async () => {
    expect(
      await validate(answers(makePreflight()), { ...form, name: 'Shop!' }),
    ).toEqual(['Something in the form is missing or wrong']);
  });

  it('lets nothing pass in a portal without the plugin or its texts', async () => {
    const [client, texts] = answers(makePreflight());
    expect(await validate([texts])).toHaveLength(1);
    await expect(validate([client])).rejects.toThrow(/not loaded yet/);
  });
});
