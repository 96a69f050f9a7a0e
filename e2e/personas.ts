import { expect, type Page } from '@playwright/test';

/** The people of the demo. */
export type Persona = 'sre' | 'alice' | 'bob';

/** What the API answered. */
export interface Answer {
  status: number;
  body: unknown;
}

const CARDS: Record<Persona, RegExp> = {
  sre: /SRE/,
  alice: /team A/i,
  bob: /team B/i,
};

/** Signs in without a browser; returns a function that asks the API as that person, with POST where there is a body. */
export async function signInAs(persona: Persona, backendUrl: string) {
  const answer = await fetch(`${backendUrl}/api/auth/${persona}/refresh`);
  const session = await answer.json();
  const authorization = `Bearer ${session.backstageIdentity.token}`;
  return async (path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(
      `${backendUrl}${path}`,
      body === undefined
        ? { headers: { authorization } }
        : {
            method: 'POST',
            headers: { authorization, 'content-type': 'application/json' },
            body: JSON.stringify(body),
          },
    );
    const text = await response.text();
    return {
      status: response.status,
      body:
        text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text,
    };
  };
}

/** Opens a page of the portal as that person. */
export async function openAs(
  page: Page,
  persona: Persona,
  path: string,
): Promise<void> {
  await page.goto(path);
  await page.getByRole('article').filter({ hasText: CARDS[persona] }).click();
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
}
