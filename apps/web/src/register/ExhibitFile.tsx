import { Link } from 'wouter';
import type { SpaceId } from '@comity/contracts';
import type { EntryView, Ref } from '@comity/sdk';
import { Copyable } from '../design/Copyable.js';
import { MessageFiles } from '../files/MessageFiles.js';
import { useMeasure } from '../files/measure.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { messagePath } from '../messaging/place.js';
import { useMessage } from './hooks.js';

/** A file that an entry has or had, and by what it can be told from every other. `source`: the message that the entry was made of, which is led to elsewhere. */
export function ExhibitFile({ space, file: exhibit, source }: { space: SpaceId; file: NonNullable<EntryView['exhibit']>; source: Ref | null }) {
  const t = useText();
  const { bytes } = useMeasure();
  const message = useMessage(space, exhibit.held ? exhibit.on : null);
  const file = message?.files.find(({ id }) => id === exhibit.file);
  return (
    <>
      {file ? <MessageFiles space={space} on={exhibit.on} files={[file]} /> : <p>{t('register.file-size', { name: isolated(exhibit.name), size: bytes(exhibit.size) })}</p>}
      {!exhibit.held && <p className="muted">{t('register.file-missing')}</p>}
      <p className="register-under">{t('register.fingerprint')}</p>
      <Copyable label={t('register.fingerprint')} value={exhibit.sha256} />
      {exhibit.held && exhibit.on.id !== source?.id && <p><Link href={messagePath(space, exhibit.on)}>{t('register.see-message')}</Link></p>}
    </>
  );
}
