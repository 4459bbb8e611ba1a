import type { PolicyView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { isEphemeral, usePolicyWords } from './policy-words.js';

/** What every member must see of a space's rules: how long it keeps what is said, and a legal hold. */
export function PolicyMarks({ policy: { retention, hold } }: { policy: PolicyView }) {
  const t = useText();
  const words = usePolicyWords();
  return (
    <>
      {retention !== null && <span className={isEphemeral(retention) ? 'tag tag-policy tag-ephemeral' : 'tag tag-policy'}><Icon name="queued" small />{words.mark(retention)}</span>}
      {hold && <span className="tag tag-policy tag-hold"><Icon name="lock" small />{t('policy.hold')}</span>}
    </>
  );
}
