import { expect, type Page } from '@playwright/test';

/** The people of the demo. */
export type Persona = 'sre' | 'alice' | 'bob';

/** What the API answered. */
export interface Answer {
  status: number;
  body: unknown;
}

const BUTTONS: Record<Persona, RegExp> = {
  sre: /\bSam\b/,
  alice: /\bAlice\b/,
  bob: /\bBob\b/,
};

/** Signs in without a browser; returns a function that asks the API as that person. */
export async function signInAs(persona: Persona, backendUrl: string) {
  const answer = await fetch(`${backendUrl}/api/auth/${persona}/refresh`);
  const session = await answer.json();
  const authorization = `Bearer ${session.backstageIdentity.token}`;
  return async (path: string): Promise<Answer> => {
    const response = await fetch(`${backendUrl}${path}`, {
      headers: { authorization },
    });
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
  const card = page
    .getByRole('listitem')
    .filter({ hasText: BUTTONS[persona] })
    .or(page.getByRole('button', { name: BUTTONS[persona] }));
  await card.first().waitFor({ timeout: 60_000 });
  const button = card.first().getByRole('button');
  await ((await button.count()) > 0 ? button.first() : card.first()).click();
  await expect(page.getByRole('navigation').first()).toBeVisible();
}
