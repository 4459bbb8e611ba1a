import { useRef, useState } from 'react';
import type { SpaceId } from '@comity/contracts';
import type { EntryView } from '@comity/sdk';
import { usePerson } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { ExhibitFile } from './ExhibitFile.js';
import { versionTags } from './Versions.js';

/** How many are shown at once; earlier ones follow when they are asked for. */
const atOnce = 5;

/** All files that a document had, in the order in which they came; the one that stands is shown above, and named here. */
export function FileVersions({ space, entry: { files, source } }: { space: SpaceId; entry: EntryView }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const heading = useRef<HTMLHeadingElement>(null);
  const [all, setAll] = useState(false);
  const folded = all ? 0 : Math.max(0, files.length - atOnce);
  return (
    <>
      <h3 id="file-versions" ref={heading} tabIndex={-1}>{t('register.file-versions', { count: files.length })}</h3>
      {folded > 0 && <Button look="quiet" onPress={() => { setAll(true); heading.current?.focus(); }}>{t('register.file-earlier', { count: folded })}</Button>}
      <ol className="register-chain register-files" aria-labelledby="file-versions">
        {files.slice(folded).map(({ key, state, by, at, seq, file, held }, i) => (
          <li key={key}>
            <p><strong>{t('register.file-number', { number: format.number(folded + i + 1) })}</strong> <span className={versionTags[state]}>{t(`register.version-${state}`)}</span> {t('register.by-at', { name: isolated(person(by)?.name ?? t('person.unknown')), at: format.moment(at) })}{seq === null && <> · {t('register.queued')}</>}</p>
            {state === 'current' ? <p><bdi>{file.name}</bdi></p> : <ExhibitFile space={space} file={{ ...file, held }} source={source} />}
          </li>
        ))}
      </ol>
    </>
  );
}
