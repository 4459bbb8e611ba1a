import { useState } from 'react';
import type { MatterKind } from '@comity/sdk';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { Icon } from '../design/Icon.js';
import { Button } from '../design/Button.js';
import { missingOf, reasonsOf, strays, type Draft, type Part } from './draft.js';
import { LongField } from '../design/LongField.js';
import { Article } from './Article.js';
import { useLawWords } from './words.js';

interface Props { draft: Draft; parts: readonly Part[]; /** What both sides read already: it stays as it is. */ settled: readonly string[]; hasBasis: boolean; onChange(sections: Record<string, string>): void }

/** Goes to where a part is written. */
export const focusPart = ({ id }: Part): void => document.getElementById(`part-${id}`)?.querySelector('textarea')?.focus();

/** What the law wants in a request of this kind: a field for each part, which says who asks for it and whether it is there. */
export function ContentFields({ draft, parts, settled, hasBasis, onChange }: Props) {
  const t = useText();
  const words = useLawWords();
  const missing = missingOf(draft, parts);
  const write = (id: string, text: string): void => onChange({ ...draft.sections, [id]: text });
  const leave = (id: string): void => onChange(Object.fromEntries(Object.entries(draft.sections).filter(([part]) => part !== id)));
  const left = strays(draft, parts).filter((id) => !settled.includes(id));
  return (
    <section className="card stack content-fields" aria-labelledby="content-title">
      <div>
        <h2 id="content-title">{t('request.content')}</h2>
        <p className="muted">{settled.length > 0 ? null : hasBasis ? t('request.content-hint') : t('request.content-before')}</p>
      </div>
      {hasBasis && missing.length > 0 && (
        <div className="missing-list">
          <h3>{t('request.missing-title')}</h3>
          <ul>{missing.map((part) => <li key={part.id}><button type="button" className="link-button" onClick={() => focusPart(part)}>{words.part(part.id)}</button> {part.sources.slice(0, 1).map((source) => <Article key={source.article} {...source} />)}</li>)}</ul>
        </div>
      )}
      {settled.map((id) => <div key={id}><p><strong>{words.part(id)}</strong></p><p dir="auto" className="said">{draft.sections[id]}</p></div>)}
      {parts.filter(({ id }) => !settled.includes(id)).map((part) => <PartField key={part.id} draft={draft} part={part} missing={missing.includes(part)} onChange={(text) => write(part.id, text)} />)}
      {left.length > 0 && (
        <div className="stack">
          <p className="muted">{t('request.strays')}</p>
          {left.map((id) => (
            <div key={id} className="stray">
              <p><strong>{words.part(id)}</strong></p>
              <p dir="auto" className="said">{draft.sections[id]}</p>
              <Button look="quiet" icon="close" onPress={() => leave(id)}>{t('request.stray-remove', { name: words.part(id) })}</Button>
            </div>
          ))}
        </div>
      )}
    </section>
  );
}

/** What will be asked for once the draft is made. */
export function ContentAhead({ kind, parts }: { kind: MatterKind; parts: readonly Part[] }) {
  const t = useText();
  const words = useLawWords();
  return (
    <section className="card content-ahead" aria-labelledby="content-title">
      <h2 id="content-title">{t('request.content')}</h2>
      <p className="muted">{parts.length === 0 ? t('request.content-before') : t('request.content-ahead', { kind })}</p>
      <ul>{parts.map(({ id, sources }) => <li key={id}>{words.part(id)} {sources.map((source) => <Article key={source.article} {...source} />)}</li>)}</ul>
    </section>
  );
}

/** What is missing says why it matters, and goes on saying so while it is written; of the rest it is there to be opened. */
function PartField({ draft, part, missing, onChange }: { draft: Draft; part: Part; missing: boolean; onChange(text: string): void }) {
  const t = useText();
  const words = useLawWords();
  const format = useFormat();
  const [told, setTold] = useState(missing);
  if (missing && !told) setTold(true);
  const reasons = reasonsOf(part, draft, words.why).map(({ text, of }) => (of.length === 0 ? text : t('request.why-of', { assistance: format.list(of.map(words.assistance)), text })));
  return (
    <div id={`part-${part.id}`}>
      <LongField label={words.part(part.id)} value={draft.sections[part.id] ?? ''} onChange={onChange} maxLength={20_000}
        hint={<><PartWhy kind={draft.kind} part={part} missing={missing} numbers={part.measures.map((each) => format.number(each))} />{told && reasons.map((text) => <span key={text} className="part-reason">{text}</span>)}</>} />
      {!told && reasons.length > 0 && <details className="part-reason"><summary>{t('request.why')}</summary>{reasons.map((text) => <p key={text}>{text}</p>)}</details>}
    </div>
  );
}

function PartWhy({ kind, part, missing, numbers }: { kind: MatterKind; part: Part; missing: boolean; numbers: string[] }) {
  const t = useText();
  const format = useFormat();
  const words = useLawWords();
  return (
    <span className="part-why">
      {missing && <span className="part-missing"><Icon name="alarm" small />{t('request.missing')}</span>}
      <span>{part.wherePossible ? t('request.part-where-possible') : t('request.part-required')}</span>
      {part.sources.map((source) => <Article key={source.article} {...source} />)}
      {numbers.length > 0 && <span>{t('request.part-for', { kind, count: numbers.length, numbers: format.list(numbers) })}</span>}
      {kind !== 'mla' && <span>{t('request.part-in', { steps: format.list(part.steps.map((step) => words.action(step))) })}</span>}
    </span>
  );
}
