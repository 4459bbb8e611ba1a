import type { ItemId, SpaceId } from '@comity/contracts';
import { usePerson } from '../client/hooks.js';
import { Choice } from '../design/Choice.js';
import { useAllFiles } from '../files/all-files.js';
import { useMeasure } from '../files/measure.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { Draft } from './draft.js';

interface Props { space: SpaceId; /** The files of this message alone. */ of?: ItemId; label: string; file: Draft['file']; onChange(file: Draft['file']): void }

/** One of the files of the conversation, the newest first. That of an exhibit stays. */
export function FileField({ fixed, ...chosen }: Props & { fixed: boolean }) {
  const t = useText();
  const { label, file } = chosen;
  if (fixed) return <div className="field"><p className="register-kept">{label}: <bdi>{file !== null && 'sha256' in file ? file.name : ''}</bdi></p><span className="hint">{t('register.file-kept')}</span></div>;
  return <Choosing {...chosen} />;
}

function Choosing({ space, of, label, file, onChange }: Props) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const { bytes } = useMeasure();
  const { messages, complete } = useAllFiles(space);
  const there = messages.filter(({ id }) => of === undefined || id === of).flatMap((message) => message.files.filter(({ available }) => available === 'yes').map((each) => ({ message, file: each })));
  const keyOf = (seq: number, id: string): string => `${seq} ${id}`;
  const present = file === null ? '' : keyOf(file.on.seq, file.file);
  // What the document has by now is there, though its message is not any more.
  const had = file !== null && 'sha256' in file && !there.some(({ message, file: each }) => keyOf(message.seq ?? 0, each.id) === present) ? [{ value: present, label: file.name }] : [];
  const choose = (key: string): void => {
    if (had.some(({ value }) => value === key)) return;
    const chosen = there.find(({ message, file: each }) => keyOf(message.seq ?? 0, each.id) === key);
    onChange(chosen === undefined ? null : { on: { id: chosen.message.id, seq: chosen.message.seq ?? 0 }, file: chosen.file.id });
  };
  return (
    <Choice<string> label={label} hint={complete && there.length === 0 ? t('register.file-none') : t('register.file-hint')} value={present} onChange={choose} options={[
      { value: '', label: complete ? t('register.choose') : t('register.reading-files') }, ...had,
      ...there.map(({ message, file: each }) => ({ value: keyOf(message.seq ?? 0, each.id), label: t('register.file-choice', { name: each.name, size: bytes(each.size), who: person(message.sender)?.name ?? t('person.unknown'), at: format.date(message.sentAt) }) })),
    ]} />
  );
}
