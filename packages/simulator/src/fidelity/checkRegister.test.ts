import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseRoutes } from '../pve/register/parseDeclarations';
import { Register } from '../pve/register/Register';
import { allHandlers } from '../pve/routes';
import { checkRegister } from './checkRegister';
import { pveFolderPath } from './findPveFolder';
import { OfficialSchema } from './officialSchema';

const schema = OfficialSchema.from({
  '/pools': {
    POST: {
      allowtoken: 1,
      parameters: {
        properties: {
          poolid: { type: 'string' },
          comment: { type: 'string', optional: 1 },
          kind: { type: 'string', optional: 1, enum: ['a', 'b'] },
        },
      },
    },
  },
});
const check = (text: string) => checkRegister(parseRoutes(text), schema);

describe('checkRegister', () => {
  it('accepts what the schema describes', () => {
    expect(
      check('POST /pools | - | all\n  poolid!:s comment:s kind:s{a|b}'),
    ).toEqual([]);
  });

  it.each([
    ['GET /pools | - | all', 'GET /pools is not in the schema'],
    [
      'POST /pools | - | all\n  poolid!:s comment:s kind:s{a|b} extra:s',
      'extra is not in the schema',
    ],
    [
      'POST /pools | - | all\n  poolid!:s kind:s{a|b}',
      'comment is not declared',
    ],
    [
      'POST /pools | - | all\n  poolid!:i comment:s kind:s{a|b}',
      'poolid is integer',
    ],
    [
      'POST /pools | - | all\n  poolid:s comment:s kind:s{a|b}',
      'poolid is required there',
    ],
    [
      'POST /pools | - | all\n  poolid!:s comment:s kind:s{a}',
      'kind has the values a',
    ],
    [
      'POST /pools | notoken | all\n  poolid!:s comment:s kind:s{a|b}',
      'tokens are not allowed',
    ],
  ])('refuses %s', (text, expected) => {
    expect(check(text).join('\n')).toContain(expected);
  });
});

const file = join(pveFolderPath(), 'api-schema.json');
const isHere = existsSync(file);
const describeIfHere = isHere || process.env.CI ? describe : describe.skip;

describeIfHere(
  `register against the official schema${
    isHere ? '' : ' (skipped: the schema is not beside the repository)'
  }`,
  () => {
    it('answers no path, method or parameter that the schema does not have', () => {
      const { routes } = new Register(allHandlers);
      expect(routes.length).toBeGreaterThan(100);
      expect(checkRegister(routes, OfficialSchema.load(file))).toEqual([]);
    });
  },
);
