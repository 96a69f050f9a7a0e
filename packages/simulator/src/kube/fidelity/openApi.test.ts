import { Correspondence } from './Correspondence';
import { isProseOrCut, openApiHashes, withHashes } from './openApi';

const recorded = 'A'.repeat(128);
const simulated = 'B'.repeat(128);

it('reads which hash a document has', () => {
  const index = {
    paths: {
      'apis/g/v1': {
        serverRelativeURL: `/openapi/v3/apis/g/v1?hash=${recorded}`,
      },
      version: {},
    },
  };
  expect([...openApiHashes(JSON.stringify(index))]).toEqual([
    ['apis/g/v1', recorded],
    ['version', ''],
  ]);
});

it('puts the simulated hash in place of a known one only', () => {
  const ids = new Correspondence();
  ids.pairText(`"${recorded}"`, `"${simulated}"`);
  expect(withHashes(`/x?hash=${recorded}`, ids)).toBe(`/x?hash=${simulated}`);
  expect(withHashes('/x?hash=ABC', ids)).toBe('/x?hash=ABC');
});

it('takes a description for prose, but not a field of that name', () => {
  expect(isProseOrCut('description', 'What it is.')).toBe(true);
  expect(isProseOrCut('description', { type: 'string' })).toBe(false);
  expect(isProseOrCut('title', 'What it is.')).toBe(false);
});
