import { useState } from 'react';
import type { Figures } from '@comity/sdk';
import { Button } from '../design/Button.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { Bars } from './FigureTable.js';
import { SessionFigures } from './SessionFigures.js';
import { WideTable } from './WideTable.js';
import { useCasesWords, useCountWords } from './words.js';

/** The sessions of a year, and of plenaries and forums what was held at them; one of them is opened below. */
export function MeetingFigures({ meetings: { sessions, talks, held } }: Pick<Figures, 'meetings'>) {
  const t = useText();
  const format = useFormat();
  const count = useCountWords();
  const cases = useCasesWords();
  const [open, setOpen] = useState('');
  const shown = held.find(({ session }) => session === open);
  return (
    <>
      <div className="figures-grid"><Bars title={t('figures.sessions')} cells={[...sessions.map(({ kind, count: of }) => ({ key: kind, label: t(`hall.kind-${kind}`), count: of })), { key: 'talks', label: t('figures.talks'), count: talks }]} /></div>
      {held.length > 0 && (
        <section className="card figure">
          <h2 id="figures-held">{t('figures.held-list')}</h2>
          <WideTable named="figures-held">
            <thead><tr><th scope="col">{t('figures.session')}</th><th scope="col">{t('figures.met')}</th><th scope="col">{t('figures.cases')}</th><th scope="col">{t('figures.title')}</th></tr></thead>
            <tbody>
              {held.map(({ session, title, startsAt, met, cases: of }) => (
                <tr key={session}>
                  <th scope="row"><bdi>{title}</bdi> <span className="muted">{format.date(startsAt)}</span></th>
                  <td>{count(met)}</td>
                  <td>{cases(of)}</td>
                  <td><Button aria-expanded={session === open} aria-label={t('figures.session-open', { title: isolated(title) })} onPress={() => setOpen(session === open ? '' : session)}>{t('figures.title')}</Button></td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </section>
      )}
      {shown && <SessionFigures key={shown.session} session={shown.session} title={shown.title} />}
    </>
  );
}
