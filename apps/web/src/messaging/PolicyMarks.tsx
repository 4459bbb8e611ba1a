import type { PolicyView } from '@comity/sdk';
import { Icon } from '../design/Icon.js';
import { useText } from '../i18n/text.js';
import { ephemeralDays } from './policy-words.js';

/** What every member must see of a space's rules: how long it keeps what is said, and a legal hold. */
export function PolicyMarks({ policy: { retention, hold } }: { policy: PolicyView }) {
  const t = useText();
  return (
    <>
      {retention !== null && <span className={retention.days <= ephemeralDays ? 'tag tag-policy tag-ephemeral' : 'tag tag-policy'}><Icon name="queued" small />{t('policy.mark', { days: retention.days })}</span>}
      {hold && <span className="tag tag-policy tag-hold"><Icon name="lock" small />{t('policy.hold')}</span>}
    </>
  );
}
