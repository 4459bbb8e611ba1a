import { useState } from 'react';
import type { SpaceView } from '@comity/sdk';
import { useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { later, Later } from '../failure/Later.js';
import { useText } from '../i18n/text.js';
import { usePolicyWords } from './policy-words.js';

const PolicySheet = later(() => import('./PolicySheet.js').then((m) => ({ default: m.PolicySheet })));
const GiveHistory = later(() => import('./GiveHistory.js').then((m) => ({ default: m.GiveHistory })));

/** What is kept and who may read it later: shown to all members, for owners to change where it can be changed. */
export function PolicySection({ space }: { space: SpaceView }) {
  const t = useText();
  const words = usePolicyWords();
  const self = useSelf();
  const [open, setOpen] = useState<'change' | 'give' | null>(null);
  const { history, retention, hold } = space.policy;
  const direct = space.kind === 'direct';
  const request = space.kind === 'request';
  const mayChange = !direct && !request && !space.left && space.owners.includes(self.practitioner);
  return (
    <section>
      <div className="section-head">
        <h3>{t('policy.title')}</h3>
        {mayChange && <Button onPress={() => setOpen('change')}>{t('policy.change')}</Button>}
      </div>
      <dl className="facts">
        <div><dt>{t('policy.retention')}</dt><dd>{words.retention(retention)}</dd></div>
        {!direct && <div><dt>{t('policy.history')}</dt><dd>{words.history(history)}</dd></div>}
        {space.kind === 'case-file' && <div><dt>{t('policy.hold')}</dt><dd>{hold ? t('policy.hold-on') : t('policy.hold-off')}</dd></div>}
      </dl>
      {space.kind === 'case-file' && <p className="muted">{t('policy.case-file')}</p>}
      {request && <p className="muted">{t('space.request-fixed')}</p>}
      {direct && <p className="muted">{t('policy.direct-fixed')}</p>}
      {mayChange && history !== 'none' && space.members.length > 1 && <Button onPress={() => setOpen('give')}>{t('policy.give')}</Button>}
      <Later>
        {open === 'change' && <PolicySheet space={space} onClose={() => setOpen(null)} />}
        {open === 'give' && <GiveHistory space={space} onClose={() => setOpen(null)} />}
      </Later>
    </section>
  );
}
