import { Button } from '@backstage/ui';
import { RiCheckLine, RiFileCopyLine } from '@remixicon/react';
import { useEffect, useState } from 'react';
import { useProxmoxTranslation } from '../../translation';

const SAID_FOR = 3_000;

const outcomeTexts = {
  copied: 'action.copied',
  failed: 'action.copyFailed',
} as const;

/** Puts a text into the clipboard and says whether that worked. */
export function CopyButton(props: { text: string }) {
  const { t } = useProxmoxTranslation();
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();

  useEffect(() => {
    const timer = setTimeout(() => setOutcome(undefined), SAID_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
      setOutcome('copied');
    } catch {
      // Browsers give the clipboard to nobody over plain HTTP.
      setOutcome('failed');
    }
  };
  return (
    <Button
      size="small"
      variant="secondary"
      type="button"
      iconStart={
        outcome === 'copied' ? (
          <RiCheckLine aria-hidden />
        ) : (
          <RiFileCopyLine aria-hidden />
        )
      }
      onPress={copy}
    >
      <span aria-live="polite">
        {t(outcome ? outcomeTexts[outcome] : 'action.copy')}
      </span>
    </Button>
  );
}
