import { useState } from 'react';
import { useText } from '../i18n/text.js';
import { Button } from './Button.js';

/** A value to copy, in full sight: the clipboard may be refused, the eye is not. */
export function Copyable({ value, label, shown }: { value: string; label: string; shown?: string }) {
  const t = useText();
  const [copied, setCopied] = useState(false);
  return (
    <div className="copyable">
      <code dir="ltr" aria-label={label} role="group">{shown ?? value}</code>
      <Button icon={copied ? 'check' : 'copy'} onPress={() => { void navigator.clipboard.writeText(value).then(() => setCopied(true), () => setCopied(false)); }}>
        {copied ? t('action.copied') : t('action.copy')}
      </Button>
    </div>
  );
}
