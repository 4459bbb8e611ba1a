import type { SpaceId } from '@comity/contracts';
import type { EnclosureView, MatterView } from '@comity/sdk';
import { OneFile } from '../files/MessageFiles.js';
import { useText } from '../i18n/text.js';
import { Marks } from '../messaging/Marks.js';
import { Fingerprint } from './EnclosureFields.js';

/** The files of a request, to open and to save. */
export function Enclosures({ matter: { space, enclosures, marking } }: { matter: MatterView }) {
  const t = useText();
  if (enclosures.length === 0) return null;
  return (
    <section className="card stack" aria-labelledby="enclosures-title">
      <h2 id="enclosures-title">{t('request.enclosures')}</h2>
      <Marks marking={marking} />
      <EnclosedFiles space={space} enclosures={enclosures} />
    </section>
  );
}

export const EnclosedFiles = ({ space, enclosures, label }: { space: SpaceId; enclosures: readonly EnclosureView[]; label?: string }) => (
  <ol className="plain-list enclosures" aria-label={label}>
    {enclosures.map(({ file, sha256, on }) => <li key={file.id}><OneFile space={space} on={on} file={file} /><Fingerprint sha256={sha256} /></li>)}
  </ol>
);
