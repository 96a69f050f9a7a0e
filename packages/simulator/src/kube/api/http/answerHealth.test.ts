import { answerHealth } from './answerHealth';

function health(path: string): string {
  const [names, query = ''] = path.split('?');
  const answer = answerHealth(new URLSearchParams(query), names.split('/'));
  return answer.type === 'text' ? answer.text : '';
}

it.each(['healthz', 'livez', 'readyz', 'readyz/ping', 'livez/log'])(
  '%s is ok',
  path => {
    expect(health(path)).toBe('ok');
  },
);

it('lists every check in detail, and which of them was left out', () => {
  const lines = health('readyz?verbose').trimEnd().split('\n');
  expect(lines[0]).toBe('[+]ping ok');
  expect(lines).toContain('[+]informer-sync ok');
  expect(lines.at(-1)).toBe('readyz check passed');
  expect(health('livez?verbose')).not.toContain('[+]informer-sync ok');
  expect(health('livez?verbose&exclude=log')).toContain(
    '[+]log excluded: ok\n',
  );
});

it('knows no other checks', () => {
  expect(() => health('readyz/nope')).toThrow('404 page not found');
});
