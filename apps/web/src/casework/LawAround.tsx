import { useText } from '../i18n/text.js';
import type { Rules } from './law.js';
import { ListedLines } from './ListedLines.js';

const lists = ['channel', 'form', 'costs', 'joint-work'] as const;

/** What the law says around a request, on which no decision hangs, for whoever drafts or executes it: by which way it goes, in what form, and at whose expense. */
export function LawAround({ rules }: { rules: Rules }) {
  const t = useText();
  // These provisions are about mutual legal assistance.
  const listed = rules.cycle.id === 'mla' ? rules.listed : [];
  const said = lists.filter((list) => listed.some((each) => each.list === list));
  if (said.length === 0) return null;
  return (
    <details className="card law-around">
      <summary>{t('request.law-around')}</summary>
      <p className="muted">{t('request.law-around-hint')}</p>
      {said.map((list) => <div key={list}><h3>{t(`request.law-around-${list}`)}</h3><ListedLines listed={listed.filter((each) => each.list === list)} /></div>)}
    </details>
  );
}
