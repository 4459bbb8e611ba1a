import { useState } from 'react';
import type { EntryView, SpaceView, VersionView } from '@comity/sdk';
import { useAction, usePerson, useSelf } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { useToast } from '../messaging/toast.js';
import { contentOf, revisionOf } from './draft.js';
import { differences, merged, type Part } from './parts.js';
import { PartValue } from './PartValue.js';
import { linkTitles } from './Versions.js';
import { partName, ruleWords } from './words.js';

/** Versions that came second: nothing of them is lost, and somebody has to say what of them holds. */
export function Proposals({ space, entry, writable }: { space: SpaceView; entry: EntryView; writable: boolean }) {
  const { versions, doubtful } = entry;
  return versions.filter(({ state }) => state === 'proposed').map((version) => {
    // What it was made from may stand for others; whoever cannot read that does not say what becomes of it.
    const unclear = doubtful && versions.every(({ key }) => key !== version.after);
    return <Proposal key={version.key} space={space} entry={entry} version={version} unclear={unclear} writable={writable && !unclear} />;
  });
}

function Proposal({ space, entry, version, unclear, writable }: { space: SpaceView; entry: EntryView; version: VersionView; unclear: boolean; writable: boolean }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const self = useSelf();
  const toast = useToast();
  const { run, busy, failure } = useAction();
  const current = contentOf(entry);
  const parts = differences(entry.kind, current, version);
  const base = entry.versions.find(({ key }) => key === version.after);
  // What the proposal left as it was is no proposal: there the version in force said something new.
  const [taken, setTaken] = useState<ReadonlySet<Part>>(() => new Set(base ? differences(entry.kind, base, version) : parts));
  const titles = linkTitles(entry);
  const chosen = new Set(parts.filter((part) => taken.has(part)));
  const settle = async (take: ReadonlySet<Part>): Promise<void> => {
    const { title, fields, links, marking } = merged(current, version, take);
    const done = await run(({ remote }) => remote.reviseEntry(space.id, entry.id, { ...revisionOf(entry), title, fields, links: [...links], marking, settles: [version.key] }).then(() => true));
    if (done) toast({ text: take.size > 0 ? t('register.taken') : t('register.aside') });
  };
  const name = isolated(person(version.by)?.name ?? t('person.unknown'));
  return (
    <section className="card register-proposal" aria-label={t('register.version-proposed')}>
      <h2><Icon name="alarm" /> {unclear ? t('register.proposal-title-unclear', { name }) : version.by === self.practitioner ? t('register.proposal-title-own') : t('register.proposal-title', { name })}</h2>
      <p className="muted">{t('register.by-at', { name, at: format.moment(version.at) })}</p>
      <p>{unclear ? t('register.proposal-unclear') : t('register.proposal-hint')}</p>
      {parts.length === 0 ? <p className="muted">{t('register.no-difference')}</p> : (
        <ul className="register-compare">
          {parts.map((part) => {
            const field = partName(t, entry.kind, part);
            return (
              <li key={part}>
                {writable
                  ? <label className="check-line"><input type="checkbox" aria-label={t('register.take', { field })} checked={taken.has(part)} onChange={({ target }) => setTaken(target.checked ? new Set([...taken, part]) : new Set([...taken].filter((each) => each !== part)))} /><span>{field}</span></label>
                  : <p><strong>{field}</strong></p>}
                <dl>
                  <div><dt>{t('register.in-force')}</dt><dd><PartValue kind={entry.kind} part={part} content={current} titles={titles} /></dd></div>
                  <div><dt>{t('register.proposed')}</dt><dd><PartValue kind={entry.kind} part={part} content={version} titles={titles} /></dd></div>
                </dl>
              </li>
            );
          })}
        </ul>
      )}
      <FailureNotice failure={failure} describe={(pointer, rule) => ruleWords(t, entry.kind, pointer, rule)} />
      {writable && (
        <div className="row row-end">
          <Button isPending={busy} onPress={() => void settle(new Set())}>{t('register.set-aside')}</Button>
          {parts.length > 0 && <Button look="primary" icon="check" isDisabled={chosen.size === 0} isPending={busy} onPress={() => void settle(chosen)}>{t('register.take-over')}</Button>}
        </div>
      )}
    </section>
  );
}
