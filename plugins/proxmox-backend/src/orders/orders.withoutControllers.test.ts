import {
  Order,
  orderLogAnswerSchema,
  orderSchema,
  preflightAnswerSchema,
} from '@rackstage/plugin-proxmox-common';
import { grantAccess, listGranted } from '../__testUtils__/grantAccess';
import { listKubeTargets } from '../__testUtils__/kubeTargets';
import { orderConfig } from '../__testUtils__/orderConfig';
import {
  passTime,
  startWithoutControllers,
  WithoutControllers,
} from '../__testUtils__/startWithoutControllers';
import { locateWritable } from './writableKinds';

// A whole backend and simulated clusters, or servers elsewhere, on machines that are busy.
jest.setTimeout(120_000);

describe.each(listKubeTargets())(
  'an order where no controller acts ($title)',
  target => {
    let site: WithoutControllers;
    const used = new Set<string>();

    beforeAll(async () => {
      site = await startWithoutControllers(target, {
        clusters: simulator => orderConfig(simulator).clusters,
        kubernetes: { proxmox: { defaultCluster: 'fra' } },
        orders: { timeout: { seconds: 15 } },
      });
      await site.stateWhere(({ complete }) => complete);
    });
    afterAll(async () => {
      await site?.stop();
    });
    afterEach(() => {
      jest.useRealTimers();
    });

    /** Of the portal: those of the admin have to be taken away before. */
    const noteCalls = () =>
      target.takeCalls?.(site.simulator).forEach(call => used.add(call));
    const readOrder = async (id: string): Promise<Order> => {
      const { body } = await site.portal
        .get('alice', `/v1/orders/${id}`)
        .expect(200);
      return orderSchema.parse(body);
    };
    const untilIt = async (id: string, isRight: (order: Order) => unknown) => {
      for (;;) {
        const order = await readOrder(id);
        if (isRight(order)) {
          return order;
        }
        await new Promise(resolve => {
          setTimeout(resolve, 50);
        });
      }
    };
    const readLog = async (id: string) => {
      const { body } = await site.portal
        .get('alice', `/v1/orders/${id}/log`)
        .expect(200);
      return orderLogAnswerSchema.parse(body).lines.map(({ text }) => text);
    };
    const countObjects = async (order: Order) => {
      noteCalls();
      const found = await Promise.allSettled(
        order.things.map(thing =>
          site.admin.get(locateWritable(thing, site.tenant)),
        ),
      );
      target.takeCalls?.(site.simulator);
      return found.filter(({ status }) => status === 'fulfilled').length;
    };

    const check = async () => {
      const { body } = await site.portal
        .post('alice', '/v1/orders/tenant-cluster/preflight')
        .send({ spec: site.spec })
        .expect(200);
      return preflightAnswerSchema.parse(body);
    };

    it('passes the preflight with the documented rights', async () => {
      const { checks, passed, stack } = await check();
      expect(checks.filter(({ level }) => level !== 'ok')).toEqual([]);
      expect({ passed, stack }).toEqual({ passed: true, stack: target.stack });
    });

    it('fails after its time with the word that none has acted, and leaves nothing after a clean-up', async () => {
      const { body } = await site.portal
        .post('alice', '/v1/orders/tenant-cluster')
        .send({ idempotencyKey: 'the-only-order', spec: site.spec })
        .expect(201);
      const { id } = orderSchema.parse(body);
      const waiting = await untilIt(
        id,
        ({ state, message }) => state === 'failed' || message,
      );
      expect(waiting.state).toBe('waiting');
      expect(await countObjects(waiting)).toBe(8);

      passTime(4 * 60_000);
      const failed = await untilIt(id, ({ state }) => state !== 'waiting');
      expect(failed.state).toBe('failed');
      expect(failed.message).toMatch(
        /^Not ready after 15 seconds\. No controller has acted on shop since .* \(capi-controller-manager\)/,
      );
      expect(failed.diagnoses).toMatchObject([
        { ruleId: 'no-controller-acted' },
      ]);
      expect((await readLog(id)).at(-1)).toBe(`Failed: ${failed.message}`);

      await site.portal.post('alice', `/v1/orders/${id}/clean-up`).expect(200);
      const done = await untilIt(id, ({ state }) => state !== 'cleaning-up');
      expect(done.state).toBe('cleaned-up');
      expect(await countObjects(done)).toBe(0);
      await site.stateWhere(
        ({ data }) =>
          !data?.tenantClusters.some(
            ({ namespace }) => namespace === site.tenant,
          ),
      );
    });

    it('has used every right that the documentation grants, and no other', () => {
      // Only asked for where MetalLB is too old to tell how many addresses are free.
      const granted = listGranted().filter(call => call !== 'list services');
      // Everybody has it.
      used.delete('create authorization.k8s.io/selfsubjectaccessreviews');
      // A real server does not tell what it was asked; it has refused nothing.
      const told = target.takeCalls ? [...used] : granted;
      expect(told.sort()).toEqual(granted.sort());
    });

    it('is refused in a tenant where the account may not write, with the kinds', async () => {
      const binding = {
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        plural: 'rolebindings',
        namespace: site.tenant,
        name: 'rackstage-orders',
      };
      const { metadata } = await site.admin.get(binding);
      await site.admin.delete(binding, { uid: metadata.uid! });
      // Rights are taken away within moments, not at once.
      let refusal = await check();
      while (refusal.passed) {
        refusal = await check();
      }
      const [problem, ...others] = refusal.checks.filter(
        ({ level }) => level === 'error',
      );
      expect(others).toEqual([]);
      expect(problem).toMatchObject({ id: 'account-rights' });
      expect(problem.text).toMatch(/Secret, Cluster, MachineDeployment/);
      const { body } = await site.portal
        .post('alice', '/v1/orders/tenant-cluster')
        .send({ idempotencyKey: 'a-refused-order', spec: site.spec })
        .expect(400);
      expect(body.error.message).toContain(problem.text);

      await grantAccess({ ...site, subject: target.subject });
      while (!refusal.passed) {
        refusal = await check();
      }
    });
  },
);
