import {
  Option,
  OptionNoun,
  Order,
  PreflightAnswer,
  TenantClusterOrderSpec,
  optionNounSchema,
  optionsAnswerSchema,
  orderLogAnswerSchema,
  orderSchema,
  ordersAnswerSchema,
  preflightAnswerSchema,
  tenantClusterOrderSpecSchema,
} from '@rackstage/plugin-proxmox-common';
import { HttpResponse, http } from 'msw';
import { makeOptions, makeOrder, makePreflight } from './orderFixtures';

/** The part of a fake backend that has to do with orders. */
export class FakeOrders {
  options: Record<OptionNoun, Option[]> = makeOptions();
  /** Every choice that was asked for, `templates?source=fra`. */
  readonly asked: string[] = [];
  /** Where set, choices are refused with this message, as for a source that is away. */
  optionsError?: string;
  preflight: PreflightAnswer = makePreflight();
  /** Every order that was checked. */
  readonly checked: TenantClusterOrderSpec[] = [];
  orders: Order[] = [makeOrder()];
  log: string[] = ['Accepted', 'Cluster tenant-team-a/shop created'];
  /** Actions that were asked for, `resume o-1`. */
  readonly acted: string[] = [];
  /** Where set, actions are refused with this message. */
  refusal?: { status: number; message: string };

  handlers(
    baseUrl: string,
    get: (
      path: string,
      answer: (url: URL) => object,
    ) => ReturnType<typeof http.get>,
  ) {
    return [
      http.get(`${baseUrl}/v1/options/:noun`, ({ params, request }) => {
        this.asked.push(`${params.noun}${new URL(request.url).search}`);
        return this.optionsError
          ? refuse(503, this.optionsError)
          : HttpResponse.json(
              optionsAnswerSchema.parse({
                items: this.options[optionNounSchema.parse(params.noun)],
              }),
            );
      }),
      http.post(
        `${baseUrl}/v1/orders/tenant-cluster/preflight`,
        async ({ request }) => {
          const { spec } = Object(await request.json());
          this.checked.push(tenantClusterOrderSpecSchema.parse(spec));
          return this.refusal
            ? refuse(this.refusal.status, this.refusal.message)
            : HttpResponse.json(preflightAnswerSchema.parse(this.preflight));
        },
      ),
      get('/v1/orders', () => ordersAnswerSchema.parse({ items: this.orders })),
      get('/v1/orders/:id', url => orderSchema.parse(this.#find(url, 0))),
      get('/v1/orders/:id/log', url => this.#readLog(url)),
      this.#action(baseUrl, 'resume', 'applying'),
      this.#action(baseUrl, 'clean-up', 'cleaning-up'),
      this.#action(baseUrl, 'cancel', 'failed'),
    ];
  }

  #find(url: URL, fromEnd: number): Order {
    const id = url.pathname.split('/').reverse()[fromEnd];
    return this.orders.find(order => order.id === id)!;
  }

  #readLog(url: URL) {
    const after = Number(url.searchParams.get('after') ?? 0);
    return orderLogAnswerSchema.parse({
      state: this.#find(url, 1).state,
      lines: this.log
        .map((text, index) => ({
          n: index + 1,
          at: '2026-11-22T09:30:00.000Z',
          text,
        }))
        .filter(({ n }) => n > after),
    });
  }

  #action(baseUrl: string, name: string, state: Order['state']) {
    return http.post(`${baseUrl}/v1/orders/:id/${name}`, ({ params }) => {
      this.acted.push(`${name} ${params.id}`);
      if (this.refusal) {
        return refuse(this.refusal.status, this.refusal.message);
      }
      this.orders = this.orders.map(order =>
        order.id === params.id
          ? { ...order, state, message: undefined, diagnoses: [] }
          : order,
      );
      return HttpResponse.json(
        orderSchema.parse(this.orders.find(({ id }) => id === params.id)),
      );
    });
  }
}

function refuse(status: number, message: string) {
  return HttpResponse.json(
    { error: { name: 'Error', message }, response: { statusCode: status } },
    { status },
  );
}
