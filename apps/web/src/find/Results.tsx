import { Fragment, useMemo, type KeyboardEvent } from 'react';
import { Link } from 'wouter';
import type { SearchHit, SpaceView } from '@comity/sdk';
import { usePerson, useSpaces } from '../client/hooks.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import { messagePath, registerPath } from '../messaging/place.js';
import { SpaceMark } from '../messaging/SpaceMark.js';
import { useSpaceSort, useSpaceTitle } from '../messaging/space-title.js';
import { offerPath } from '../offers/place.js';
import { notePath } from '../register/place.js';

/** Hits by conversation, in the order of the best of each. */
export function Results({ hits }: { hits: readonly SearchHit[] }) {
  const { value: spaces } = useSpaces();
  const groups = useMemo(() => Map.groupBy(hits, (hit) => hit.space), [hits]);
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.hit')];
    const at = links.indexOf(document.activeElement as HTMLElement);
    const next = event.key === 'Home' ? links[0] : event.key === 'End' ? links.at(-1) : links[at + (step ?? 0)];
    event.preventDefault();
    // Above the first result are the words that were searched for.
    if (next === undefined && step === -1) document.getElementById('find-text')?.focus();
    else next?.focus();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the keys are those of the links within
    <div className="find-results" onKeyDown={onKeyDown}>
      {[...groups].map(([id, found]) => <Group key={id} space={spaces?.find((each) => each.id === id)} hits={found} />)}
    </div>
  );
}

function Group({ space, hits }: { space: SpaceView | undefined; hits: readonly SearchHit[] }) {
  const t = useText();
  const titleOf = useSpaceTitle();
  const sortOf = useSpaceSort();
  const title = space ? titleOf(space) : t('space.untitled');
  const sort = space && sortOf(space);
  return (
    <section className="card find-group" aria-label={title}>
      <h2><SpaceMark space={space} title={title} /><bdi>{title}</bdi>{sort && <span className="tag"><bdi>{sort}</bdi></span>}</h2>
      <ul>{hits.map((hit) => <li key={hit.on.id}><Hit hit={hit} topic={space?.topics.find(({ id }) => id === hit.topic)?.title} /></li>)}</ul>
    </section>
  );
}

function Hit({ hit, topic }: { hit: SearchHit; topic: string | undefined }) {
  const t = useText();
  const format = useFormat();
  const sender = usePerson()(hit.sender);
  return (
    <Link href={placeOf(hit)} className="hit">
      <span className="hit-head">
        <bdi className="hit-sender">{sender?.name ?? t('person.unknown')}</bdi>
        {hit.entry && <span className="tag">{t('register.entry-of', { kind: t(`register.kind-${hit.entry.kind}`) })}</span>}
        {hit.request && <span className="tag">{hit.request.action === null ? t('find.in-request') : t('find.in-step')}</span>}
        {hit.note && <span className="tag">{t('find.in-note')}</span>}
        {hit.offer && <span className="tag">{t('offer.card')}</span>}
        {topic !== undefined && <span className="tag"><bdi>{topic}</bdi></span>}
        <time dateTime={hit.sentAt}>{format.moment(hit.sentAt)}</time>
      </span>
      <span className="hit-text" dir="auto"><Marked text={hit.excerpt} marks={hit.marks} /></span>
    </Link>
  );
}

function placeOf({ space, on, entry, request, note, offer }: SearchHit): string {
  if (entry) return `${registerPath(space)}/entry/${entry.id}`;
  if (note) return notePath(space, note.id);
  if (offer) return offerPath(space, offer.id);
  if (request) return `/requests/${space}${request.action === null ? '' : `?at=${on.seq}`}`;
  return messagePath(space, on);
}

function Marked({ text, marks }: { text: string; marks: readonly [number, number][] }) {
  return <>{marks.map(([from, to], i) => <Fragment key={from}>{text.slice(marks[i - 1]?.[1] ?? 0, from)}<mark>{text.slice(from, to)}</mark></Fragment>)}{text.slice(marks.at(-1)?.[1] ?? 0)}</>;
}
