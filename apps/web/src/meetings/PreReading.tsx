import { useState } from 'react';
import { Link } from 'wouter';
import type { PublishedMeeting, SpaceId } from '@comity/contracts';
import type { PreReading as Listed, Ref, SpaceView } from '@comity/sdk';
import { useNow } from '../casework/hooks.js';
import { useAction, usePerson, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Icon } from '../design/Icon.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { later, Later } from '../failure/Later.js';
import { OneFile } from '../files/MessageFiles.js';
import { useFormat } from '../i18n/format.js';
import { isolated } from '../i18n/isolated.js';
import { useText } from '../i18n/text.js';
import { messagePath } from '../messaging/place.js';
import { useMessage } from '../register/hooks.js';
import { entryPath } from '../register/place.js';
import { kindIcons } from '../register/words.js';
import { meetings } from './hooks.js';
import { usePreReadingWatch } from './pre-reading.js';

const PutReading = later(() => import('./PutReading.js').then((m) => ({ default: m.PutReading })));

/** Files, entries and messages that the parties put before each other, and which of them this person has read. */
export function PreReading({ space }: { space: SpaceView }) {
  const t = useText();
  const { value: listed, failure } = useWatch(usePreReadingWatch(space.id));
  const [putting, setPutting] = useState(false);
  const all = listed ?? [];
  return (
    <section className="stack-tight" aria-label={t('talks.reading')}>
      <div className="section-head"><h4>{t('talks.reading')}</h4>{all.length > 0 && <span className="tag">{t('talks.reading-count', { read: all.filter(({ read }) => read).length, all: all.length })}</span>}</div>
      {listed?.length === 0 && <p className="muted">{t('talks.reading-none')}</p>}
      {all.length > 0 && <ol className="rows">{all.map((each) => <li key={each.id}><Row space={space.id} listed={each} /></li>)}</ol>}
      <FailureNotice failure={failure} />
      {!space.readOnly && !putting && <div><Button icon="plus" onPress={() => setPutting(true)}>{t('talks.reading-add')}</Button></div>}
      {putting && listed && <Later><PutReading space={space} listed={listed} onClose={() => setPutting(false)} /></Later>}
    </section>
  );
}

function Row({ space, listed: { id, kind, title, put, read, lead } }: { space: SpaceId; listed: Listed }) {
  const t = useText();
  const format = useFormat();
  const person = usePerson();
  const watch = usePreReadingWatch(space);
  const { run, failure } = useAction();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const to = 'message' in lead ? messagePath(space, lead.message) : entryPath(space, 'entry' in lead ? lead.entry : id);
  const mark = async (next: boolean): Promise<void> => {
    setWanted(next);
    await run(({ remote }) => meetings(remote).markRead(space, id, next));
    await watch.refresh();
    setWanted(null);
  };
  return (
    <>
      <Icon name={'message' in lead ? 'spaces' : 'entry' in lead ? 'register' : kindIcons[kind]} />
      <span className="row-words">
        <Link href={to}><bdi>{title}</bdi></Link>
        <span className="muted">{t('register.by-at', { name: isolated(person(put.by)?.name ?? t('person.unknown')), at: format.moment(put.at) })}</span>
        {'file' in lead && <ReadingFile space={space} on={lead.on} file={lead.file} />}
        <FailureNotice failure={failure} />
        <span className="reading-marks">
          <label className="check-line"><input type="checkbox" checked={wanted ?? read} aria-label={t('talks.reading-read-name', { title })} onChange={({ target }) => void mark(target.checked)} /><span>{t('talks.reading-read')}</span></label>
          <Link href={entryPath(space, id)} aria-label={t('talks.reading-change-name', { title })}>{t('talks.reading-change')}</Link>
        </span>
      </span>
    </>
  );
}

/** To be opened or downloaded, where this device holds the message that it came in. */
function ReadingFile({ space, on, file: id }: { space: SpaceId; on: Ref; file: string }) {
  const t = useText();
  const message = useMessage(space, on);
  const file = message?.files.find((each) => each.id === id);
  return file ? <OneFile space={space} on={on} file={file} /> : message === undefined ? null : <span className="muted">{t('register.file-missing')}</span>;
}

/** Beside the time of a meeting that is not over: how much this person has not read; nothing where that is nothing. */
export function ReadingLine({ space, meeting, to }: { space: SpaceId; meeting: PublishedMeeting; to: string }) {
  const t = useText();
  const now = useNow();
  const count = useWatch(usePreReadingWatch(space)).value?.filter(({ read }) => !read).length ?? 0;
  return count === 0 || new Date(meeting.endsAt) < now ? null : <div className="join"><Link href={to}>{t('talks.reading-line', { count })}</Link></div>;
}
