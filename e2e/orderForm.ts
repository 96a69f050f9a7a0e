import { expect, type Locator, type Page } from '@playwright/test';
import { openAs, type Persona } from './personas';

/** What differs between the orders of the stories. */
export interface OrderForm {
  managementCluster: string;
  /** The part of its name by which the tenant is found. */
  tenant: string;
  /** As it is titled. */
  component?: string;
  name: string;
  addresses: string;
}

export const TEMPLATE_PATH = '/create/templates/default/proxmox-tenant-cluster';

/** The live choice for a key of the form. */
export const choiceOf = (page: Page, key: string): Locator =>
  page.locator(`#root_${key}`);

async function choose(page: Page, key: string, option: RegExp): Promise<void> {
  await choiceOf(page, key).click();
  await page.getByRole('option', { name: option }).first().click();
}

const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

/** Fills in the form of the template as that person, up to the page that checks the order. */
export async function fillOrderForm(
  page: Page,
  persona: Persona,
  form: OrderForm,
): Promise<void> {
  await openAs(page, persona, TEMPLATE_PATH);
  await choose(page, 'managementCluster', new RegExp(form.managementCluster));
  await choose(page, 'tenant', new RegExp(form.tenant));
  if (form.component) {
    await page.getByRole('textbox', { name: 'Component' }).click();
    await page.getByRole('option', { name: form.component }).click();
  }
  await next(page);

  await page.getByLabel('Name').fill(form.name);
  await next(page);

  await choose(page, 'source', /Frankfurt/);
  await choose(page, 'template', /9010/);
  await choose(page, 'version', /v1\.33/);
  await choose(page, 'storage', /ceph-vm/);
  await choose(page, 'bridge', /vmbr0/);
  await page.getByLabel('VLAN').fill('40');
  await next(page);

  await page.getByLabel('Addresses of the workers').fill(form.addresses);
  await page.getByLabel('Gateway').fill('10.0.40.1');
  await page.getByLabel('DNS servers').fill('10.0.40.1');
  await next(page);
}

/** Goes on from a check that found nothing, and orders; returns when the click was. */
export async function order(page: Page): Promise<number> {
  await expect(
    page.getByText('Nothing speaks against this order'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Review' }).click();
  const button = page.getByRole('button', { name: 'Order', exact: true });
  await expect(button).toBeVisible();
  await button.click();
  return Date.now();
}
