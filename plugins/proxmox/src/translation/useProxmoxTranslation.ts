import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { proxmoxTranslationRef } from './proxmoxTranslationRef';

/** Looks up one text; the keys are checked by the compiler. */
export type Translate = TranslationFunction<typeof proxmoxTranslationRef.T>;

/**
 * Texts in the language of the portal, and the locale that dates and numbers beside them need: the
 * viewer's own where it is of that language, because the order of day and month is no question of
 * language alone.
 */
export function useProxmoxTranslation(): { t: Translate; locale: string } {
  const { t } = useTranslationRef(proxmoxTranslationRef);
  const language = t('locale');
  const locale = navigator.languages.find(
    candidate => candidate.split('-')[0] === language,
  );
  return { t, locale: locale ?? language };
}
