import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const INTERVAL_MS = 250;
const PATIENCE_MS = 300_000;

/** Repeats the question until it has an answer; gives up with a sentence. */
async function ask<T>(
  what: string,
  question: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await question();
    if (answer !== undefined) {
      return answer;
    }
    await pause(INTERVAL_MS);
  }
  throw new Error(`${what} did not appear within ${PATIENCE_MS / 1000} s.`);
}

/** The content of a JSON file, once it exists and is written to its end. */
export function waitForFile<T>(file: string): Promise<T> {
  return ask(file, async () => {
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as T;
    } catch {
      return undefined;
    }
  });
}

/** Resolves when the address answers with success. */
export async function waitForUrl(url: string): Promise<void> {
  await ask(url, async () => {
    try {
      const response = await fetch(url, {
        signal: AbortSignal.timeout(10_000),
      });
      return response.ok ? true : undefined;
    } catch {
      return undefined;
    }
  });
}
