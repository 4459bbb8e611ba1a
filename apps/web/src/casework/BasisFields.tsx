import { useRef } from 'react';
import { IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { useText } from '../i18n/text.js';
import type { MatterKind } from '@comity/sdk';
import { packIdsFor, yielding, type Basis, type Draft } from './draft.js';
import { Article } from './Article.js';
import { PeriodFields } from './PeriodFields.js';
import { useLawWords } from './words.js';

interface Props { kind: MatterKind; draft: Omit<Basis, 'kind'>; onChange(change: Partial<Draft>): void }

/** The instruments on which the request rests, in the order in which they go before one another. */
export function BasisFields({ kind, draft, onChange }: Props) {
  const { instruments, agreed } = draft;
  const t = useText();
  const words = useLawWords();
  const list = useRef<HTMLFieldSetElement>(null);
  const rest = packIdsFor(kind).filter((id) => !instruments.includes(id));
  const set = (next: string[], focus: (root: HTMLElement) => HTMLElement | null | undefined): void => {
    onChange({ instruments: next });
    // What had the focus is gone, or stands elsewhere.
    requestAnimationFrame(() => { if (list.current) focus(list.current)?.focus(); });
  };
  const move = (id: string, by: 1 | -1): void => {
    const at = instruments.indexOf(id);
    const next = instruments.filter((each) => each !== id);
    next.splice(at + by, 0, id);
    set(next, (root) => {
      const buttons = [...root.querySelectorAll<HTMLElement>(`[data-instrument="${id}"] button:not(:disabled)`)];
      return buttons[by === -1 ? 0 : Math.max(0, buttons.length - 2)];
    });
  };
  return (
    <fieldset ref={list} className="card stack">
      <legend className="card-legend">{t('request.basis')}</legend>
      <p className="muted">{t('request.basis-hint')}</p>
      {instruments.length > 0 && (
        <ol className="rows basis-list">
          {instruments.map((id, i) => (
            <li key={id} data-instrument={id}>
              <span className="row-words"><bdi>{words.pack(id)}</bdi></span>
              {instruments.length > 1 && <IconButton icon="up" label={t('request.basis-up', { name: words.pack(id) })} isDisabled={i === 0} onPress={() => move(id, -1)} />}
              {instruments.length > 1 && <IconButton icon="down" label={t('request.basis-down', { name: words.pack(id) })} isDisabled={i === instruments.length - 1} onPress={() => move(id, 1)} />}
              <IconButton icon="close" label={t('request.basis-remove', { name: words.pack(id) })} onPress={() => set(instruments.filter((each) => each !== id), (root) => root.querySelector('select'))} />
            </li>
          ))}
        </ol>
      )}
      {rest.length > 0 && (
        <Choice<string> label={instruments.length === 0 ? t('request.basis-first') : t('request.basis-add')} value="" onChange={(id) => { if (id !== '') onChange({ instruments: [...instruments, id] }); }}
          options={[{ value: '', label: t('request.choose') }, ...rest.map((id) => ({ value: id, label: words.pack(id) }))]} />
      )}
      {yielding(kind, instruments).map(({ pack, article, verified }) => (
        <label key={pack} className="check-line">
          <input type="checkbox" checked={agreed.includes(pack)} onChange={({ target }) => onChange({ agreed: target.checked ? [...agreed, pack] : agreed.filter((id) => id !== pack) })} />
          <span>{t('request.basis-agreed', { name: words.pack(pack) })} <Article article={article} verified={verified} /></span>
        </label>
      ))}
      <PeriodFields kind={kind} draft={draft} onChange={onChange} />
    </fieldset>
  );
}
