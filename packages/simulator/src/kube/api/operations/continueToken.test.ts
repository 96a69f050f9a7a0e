import { readContinueToken, writeContinueToken } from './continueToken';

describe('continue tokens', () => {
  // As a real server wrote them.
  const consistent =
    'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6NDQxLCJzdGFydCI6Ii9wb29sLTFcdTAwMDAifQ';
  const inconsistent =
    'eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6LTEsInN0YXJ0IjoieC0xXHUwMDAwIn0';

  it('are written as a real server does', () => {
    expect(writeContinueToken({ revision: 441, after: 'pool-1' })).toBe(
      consistent,
    );
    expect(writeContinueToken({ revision: -1, after: 'x-1' })).toBe(
      inconsistent,
    );
  });

  it('are read again', () => {
    expect(readContinueToken(consistent)).toEqual({
      revision: 441,
      after: 'pool-1',
    });
    expect(readContinueToken(inconsistent).revision).toBe(-1);
  });

  it('cannot be made up', () => {
    expect(() => readContinueToken('AAAA')).toThrow(
      "invalid character '\\x00' looking for beginning of value",
    );
    const other = Buffer.from('{"v":"v9"}').toString('base64url');
    expect(() => readContinueToken(other)).toThrow(
      'server does not recognize this encoded version "v9"',
    );
  });
});
