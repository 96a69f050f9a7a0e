import german from './de';
import { proxmoxMessages } from './messages';

const placeholders = (text: string) =>
  (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the German texts', () => {
  const english = new Map<string, string>(Object.entries(proxmoxMessages));
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
