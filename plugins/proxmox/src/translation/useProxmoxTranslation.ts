import {
  TranslationFunction,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { proxmoxTranslationRef } from './proxmoxTranslationRef';

/** Looks up one text; the keys are checked by the compiler. */
export type Translate = TranslationFunction<typeof proxmoxTranslationRef.T>;

/** Texts in the language of the portal, and the locale that dates and numbers beside them need. */
export function useProxmoxTranslation(): { t: Translate; locale: string } {
  const { t } = useTranslationRef(proxmoxTranslationRef);
  return { t, locale: t('locale') };
}
