import './screen.css';
import { useEffect, useState } from 'react';
import { Button } from '../design/Button.js';
import { Empty } from '../design/Empty.js';
import { useText } from '../i18n/text.js';
import { useWallFormat } from '../meetings/wall.js';
import { useStateName } from '../states/names.js';
import { pagesOf, readScreen, type Screen } from './screen.js';

const every = 15_000, turn = 12_000;
type Room = Screen['rooms'][number];

/** For a screen in the hall, at which nobody is signed in: what is in which room, now and next. The secret of its address stands behind `#`, where no log of a proxy has it. */
export function ScreenPage() {
  const t = useText();
  const [screen, setScreen] = useState<Screen | null>();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const read = async (): Promise<void> => {
      try {
        setScreen(await readScreen(location.hash.slice(1), ended.signal));
        setLost(false);
      } catch {
        if (!ended.signal.aborted) setLost(true);
      }
    };
    void read();
    const timer = setInterval(() => void read(), every);
    window.addEventListener('hashchange', read);
    return () => {
      ended.abort();
      clearInterval(timer);
      window.removeEventListener('hashchange', read);
    };
  }, []);
  useEffect(() => { document.title = screen?.title ?? 'Comity'; }, [screen?.title]);
  if (screen === null) return <main className="screen"><Empty title={t('screen.none')}>{t('screen.none-hint')}</Empty></main>;
  return (
    <main className="screen">
      {lost && <p className="screen-lost" role="alert">{t('screen.lost')}</p>}
      {screen && <Hall screen={screen} />}
    </main>
  );
}

/** From when to when by the clocks of the hall. */
function useSpan(): (span: Pick<NonNullable<Screen['slot']>, 'from' | 'to'>) => { from: string; to: string } {
  const { time } = useWallFormat();
  return ({ from, to }) => ({ from: time(from.time), to: time(to.time) });
}

function Hall({ screen }: { screen: Screen }) {
  const t = useText();
  const wall = useWallFormat();
  const span = useSpan();
  const pages = pagesOf(screen.rooms);
  const [at, setAt] = useState(0);
  const [paused, setPaused] = useState(false);
  useEffect(() => {
    if (paused || pages.length < 2) return undefined;
    const timer = setInterval(() => setAt((before) => before + 1), turn);
    return () => clearInterval(timer);
  }, [paused, pages.length]);
  const page = at % pages.length;
  const { slot, next, title, place, clock } = screen;
  return (
    <>
      <header className="screen-head">
        <div><h1><bdi>{title}</bdi></h1>{place !== null && <p><bdi>{place}</bdi></p>}</div>
        <p className="screen-clock"><time dateTime={screen.now}>{wall.time(clock.time)}</time></p>
      </header>
      <p className="screen-slots">
        <span>{slot ? t('screen.slot', span(slot)) : t('screen.break')}</span>
        {next && <span className="muted">{next.from.date === clock.date ? t('screen.next-slot', span(next)) : t('screen.next-day', { day: wall.day(next.from.date), ...span(next) })}</span>}
      </p>
      <ul className="screen-rooms">{pages[page]!.map((room, i) => <Card key={i} room={room} at={screen.now} today={clock.date} />)}</ul>
      {pages.length > 1 && <footer className="screen-foot"><span>{t('screen.page', { page: page + 1, pages: pages.length })}</span><Button onPress={() => setPaused(!paused)}>{t(paused ? 'screen.go-on' : 'screen.pause')}</Button></footer>}
    </>
  );
}

function Card({ room: { name, now, next, closed }, at, today }: { room: Room; at: string; today: string }) {
  const t = useText();
  const { time, day } = useWallFormat();
  const span = useSpan();
  const shut = closed !== null && closed.startsAt <= at;
  return (
    <li className={now ? 'screen-room screen-taken' : shut ? 'screen-room screen-closed' : 'screen-room'}>
      <h2><bdi>{name}</bdi></h2>
      <p className="screen-state">{now ? t('screen.taken', { to: time(now.to.time) }) : shut ? t('screen.closed', { to: time(closed.to.time) }) : t('screen.free')}</p>
      {now?.offices && <Offices offices={now.offices} />}
      {closed && !shut && <p className="screen-next">{t('screen.closes', span(closed))}</p>}
      {next && <div className="screen-next"><p>{next.from.date === today ? t('screen.next', { at: time(next.from.time) }) : t('screen.next-day', { day: day(next.from.date), ...span(next) })}</p>{next.offices && <Offices offices={next.offices} />}</div>}
    </li>
  );
}

function Offices({ offices }: { offices: NonNullable<NonNullable<Room['now']>['offices']> }) {
  const stateName = useStateName();
  return <p className="screen-offices">{offices.map(({ name, state }, i) => <span key={i}><strong><bdi>{stateName(state)}</bdi></strong> <small><bdi>{name}</bdi></small></span>)}</p>;
}
