import { guestDetailsAnswerSchema, guestsQuerySchema } from './schemas';

describe('query of the guests list', () => {
  it('has sensible defaults and reads numbers from text', () => {
    expect(guestsQuerySchema.parse({})).toEqual({
      sort: 'name',
      order: 'asc',
      offset: 0,
      limit: 50,
    });
    expect(
      guestsQuerySchema.parse({
        offset: '100',
        limit: '25',
        template: 'false',
      }),
    ).toMatchObject({ offset: 100, limit: 25, template: false });
  });

  it.each([
    ['limit', { limit: '501' }],
    ['limit', { limit: 'many' }],
    ['offset', { offset: '-1' }],
    ['type', { type: 'docker' }],
    ['sort', { sort: 'description' }],
    ['template', { template: 'perhaps' }],
  ])('names the field %s where %j does not fit', (field, query) => {
    const result = guestsQuerySchema.safeParse(query);
    expect(result.error?.issues.map(issue => issue.path.join('.'))).toEqual([
      field,
    ]);
  });
});

describe('details of a guest', () => {
  it('keep the good parts where another part failed', () => {
    const asOf = '2026-01-01T00:00:00.000Z';
    const problem = {
      code: 'upstream-error',
      message: 'm',
      nextStep: 'n',
      since: asOf,
    };
    const parsed = guestDetailsAnswerSchema.parse({
      configuration: {
        asOf,
        value: {
          onBoot: true,
          protection: false,
          agent: true,
          disks: [],
          interfaces: [],
        },
      },
      addresses: { problem },
      snapshots: { asOf, value: [] },
    });
    expect(parsed.addresses).toEqual({ problem });
    expect('value' in parsed.configuration).toBe(true);
  });
});
