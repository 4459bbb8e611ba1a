import type { SpaceId } from '@comity/contracts';
import type { EntryView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ExhibitFile } from './ExhibitFile.js';
import { versionTags } from './Versions.js';

/** All files that a document had, in the order in which they came; the one that stands is shown above, and named here. */
export function FileVersions({ space, entry: { files, source } }: { space: SpaceId; entry: EntryView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  return (
    <>
      <h3 id="file-versions">{t('register.file-versions', { count: files.length })}</h3>
      <ol className="register-chain register-files" aria-labelledby="file-versions">
        {files.map(({ key, state, by, at, seq, file, held }, i) => (
          <li key={key}>
            <p><strong>{t('register.file-number', { number: format.number(i + 1) })}</strong> <span className={versionTags[state]}>{t(`register.version-${state}`)}</span> {t('register.by-at', { name: isolated(person(by)?.name ?? t('person.unknown')), at: format.moment(at) })}{seq === null && <> · {t('register.queued')}</>}</p>
            {state === 'current' ? <p><bdi>{file.name}</bdi></p> : <ExhibitFile space={space} file={{ ...file, held }} source={source} />}
          </li>
        ))}
      </ol>
    </>
  );
}
