import type { EntryKind } from '@comity/contracts/register';
import type { EntryView, VersionView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { differences } from './parts.js';
import { PartValue } from './PartValue.js';
import { partName } from './words.js';

/** The titles of what links name, for versions that named it and no longer do. */
export const linkTitles = ({ links }: EntryView): ReadonlyMap<string, string> => new Map(links.flatMap(({ to, title }) => (title === null ? [] : [[to, title]])));

export const versionTags = { current: 'tag tag-good', former: 'tag', proposed: 'tag tag-warning', settled: 'tag' } as const;

/** Every version, the newest first: who, when, and what it changed. */
export function Versions({ entry }: { entry: EntryView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { versions, kind } = entry;
  return (
    <section className="card register-versions">
      <h2>{t('register.versions', { count: versions.length })}</h2>
      <ol reversed className="register-chain">
        {versions.map((version) => (
          <li key={version.key}>
            <p><span className={versionTags[version.state]}>{t(`register.version-${version.state}`)}</span> {t('register.by-at', { name: isolated(person(version.by)?.name ?? t('person.unknown')), at: format.moment(version.at) })}{version.seq === null && <> · {t('register.queued')}</>}</p>
            <Change kind={kind} version={version} before={versions.find(({ key }) => key === version.after) ?? null} titles={linkTitles(entry)} />
          </li>
        )).reverse()}
      </ol>
    </section>
  );
}

function Change({ kind, version, before, titles }: { kind: EntryKind; version: VersionView; before: VersionView | null; titles: ReadonlyMap<string, string> }) {
  const t = useText();
  if (before === null) return <p className="muted">{version.after === null ? t('register.version-first') : t('register.version-orphan')}</p>;
  const parts = differences(kind, before, version);
  if (parts.length === 0) return <p className="muted">{t('register.no-difference')}</p>;
  return (
    <dl className="register-changes">
      {parts.map((part) => (
        <div key={part}>
          <dt>{partName(t, kind, part)}</dt>
          <dd className="register-before"><span className="visually-hidden">{t('register.before')} </span><PartValue kind={kind} part={part} content={before} titles={titles} /></dd>
          <dd className="register-after"><span className="visually-hidden">{t('register.now')} </span><PartValue kind={kind} part={part} content={version} titles={titles} /></dd>
        </div>
      ))}
    </dl>
  );
}
