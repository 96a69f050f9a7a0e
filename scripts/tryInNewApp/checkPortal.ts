import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { CHROMIUM } from '../../e2e/demo';

const PATIENCE_MS = 120_000;

/** Signs the portal's guest in and returns a function that asks as that user. */
export async function signIn(url: string) {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    method: 'POST',
  });
  const { backstageIdentity } = await answer.json();
  const headers = { authorization: `Bearer ${backstageIdentity.token}` };
  return async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers });
    if (!response.ok) {
      throw new Error(
        `${path} answered ${response.status}: ${await response.text()}`,
      );
    }
    return response.json();
  };
}

/** Asks again until the answer fits; throws with what was wanted. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T>,
  fits: (answer: T) => boolean,
): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  let last: T | undefined;
  while (Date.now() < end) {
    last = await ask();
    if (fits(last)) {
      return last;
    }
    await pause(1000);
  }
  throw new Error(
    `${what} did not happen within ${PATIENCE_MS / 1000} s. The last answer: ${
      JSON.stringify(last)?.slice(0, 500) ?? 'none'
    }`,
  );
}

/** Throws unless the template has a form and the scaffolder knows the action behind it. */
export async function checkTemplate(
  ask: (path: string) => Promise<unknown>,
): Promise<void> {
  const [form, actions] = await Promise.all(
    [
      'templates/default/template/proxmox-tenant-cluster/parameter-schema',
      'actions',
    ].map(async path =>
      JSON.stringify(await ask(`/api/scaffolder/v2/${path}`)),
    ),
  );
  if (!form.includes('ProxmoxTenantClusterReview')) {
    throw new Error(`The template has another form than expected: ${form}`);
  }
  if (!actions.includes('proxmox:tenant-cluster:order')) {
    throw new Error('The scaffolder does not know the action of the template.');
  }
}

/** Opens the Proxmox page in Chromium and waits for the cluster's title on it. */
export async function openProxmoxPage(
  url: string,
  options: { title: string; screenshot: string },
): Promise<void> {
  const browser = await chromium.launch(CHROMIUM.launchOptions);
  try {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
    });
    const errors: string[] = [];
    page.on('pageerror', error => errors.push(error.message));
    await page.goto(`${url}/proxmox`);
    await page.getByRole('button', { name: 'Enter' }).click();
    await page.getByText(options.title).first().waitFor({ timeout: 60_000 });
    await page.screenshot({ path: options.screenshot });
    if (errors.length > 0) {
      throw new Error(`The page threw: ${errors.join('; ')}`);
    }
  } finally {
    await browser.close();
  }
}
