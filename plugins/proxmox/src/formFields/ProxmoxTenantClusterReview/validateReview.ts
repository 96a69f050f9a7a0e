import { ApiHolder, translationApiRef } from '@backstage/frontend-plugin-api';
import { PreflightCheck } from '@rackstage/plugin-proxmox-common';
import { proxmoxApiRef } from '../../api/proxmoxApi';
import { explainError } from '../../components/AsyncContent';
import { preflightQuery } from '../../hooks';
import { queryClientOf } from '../../query';
import { Translate, proxmoxTranslationRef } from '../../translation';
import { readSpec } from './readSpec';

/**
 * Lets nobody past the page on which an order is reviewed while it cannot end well, or while that is not known. Checks
 * once more instead of believing what the page shows: it may be old. The page shows the newer answer too.
 */
export async function validateReview(
  _value: unknown,
  validation: { addError(message: string): void },
  context: { apiHolder: ApiHolder; formData: Record<string, unknown> },
): Promise<void> {
  const { apiHolder, formData } = context;
  const t = translateWith(apiHolder);
  const { spec } = readSpec(formData);
  const client = apiHolder.get(proxmoxApiRef);
  if (!spec || !client) {
    validation.addError(t('review.incomplete'));
    return;
  }
  try {
    const { checks } = await queryClientOf(client).fetchQuery(
      preflightQuery(client, spec),
    );
    const errors = checks.filter(({ level }) => level === 'error');
    if (errors.length > 0) {
      validation.addError(refusalOf(errors, t));
    }
  } catch (error) {
    validation.addError(
      t('review.notChecked', { reason: explainError(error, t) }),
    );
  }
}

function refusalOf(errors: PreflightCheck[], t: Translate): string {
  return t('review.refused', {
    count: errors.length,
    texts: errors.map(({ text }) => text).join(' '),
  });
}

/** The texts in the viewer's language; the page has loaded them, so they are there. */
function translateWith(apiHolder: ApiHolder): Translate {
  const translation = apiHolder
    .get(translationApiRef)
    ?.getTranslation(proxmoxTranslationRef);
  if (!translation?.ready) {
    throw new Error('The texts of the Proxmox plugin are not loaded yet.');
  }
  return translation.t;
}
