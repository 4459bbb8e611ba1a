import '../directory/pages.css';
import './passed.css';
import type { ReactNode } from 'react';
import type { Marking } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { forbiddingReasons } from './forbidding.js';
import { forbids } from './forwarding.js';
import { Marks } from './Marks.js';

/** Words on their way to somewhere else; where a code forbids that, says so at once. `own`: this person's, theirs to give. */
export function PassSheet({ title, words, marking, own, forbidden, onClose, children }: { title: string; words: string; marking: Marking; own: boolean; forbidden: string; onClose(): void; children: ReactNode }) {
  const t = useText();
  const code = forbids(marking, own);
  return (
    <Sheet title={title} onClose={onClose} wide>
      <blockquote className="forward-preview"><Marks marking={marking} /><p dir="auto">{words}</p></blockquote>
      {code === null ? children : (
        <>
          <Notice tone="warning" title={forbidden}><p>{t(forbiddingReasons[code])}</p><p>{t('talk-forward.instead')}</p></Notice>
          <div className="row row-end"><Button look="primary" onPress={onClose}>{t('action.close')}</Button></div>
        </>
      )}
    </Sheet>
  );
}
