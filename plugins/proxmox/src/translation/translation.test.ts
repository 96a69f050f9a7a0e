import german from './de';
import { messages } from './messages';

function flatten(nested: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(nested).flatMap(([key, value]) =>
      typeof value === 'string'
        ? [[`${prefix}${key}`, value] as const]
        : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

const placeholders = (text: string) =>
  (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the German texts', () => {
  const english = flatten(messages);
  const translated = new Map(Object.entries(german));

  it('are as many as the English ones', () => {
    expect([...translated.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('keep the placeholders', () => {
    const differing = [...english].filter(
      ([key, text]) =>
        String(placeholders(translated.get(key) ?? '')) !==
        String(placeholders(text)),
    );
    expect(differing).toEqual([]);
  });
});
