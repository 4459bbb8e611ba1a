import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation } from 'wouter';
import type { ComityEvent, MatterSummary, SpaceView } from '@comity/sdk';
import { useClient, useSpaces, useWatch } from '../client/hooks.js';
import { later, Later } from '../failure/Later.js';
import { useFormat } from '../i18n/format.js';
import { useText, type PlainId } from '../i18n/text.js';
import { showCount } from './badge.js';
import { attention, isWanted, type NoticeKind } from './decision.js';
import { closeNotification, showNotification } from './notification.js';
import { isWatched, takeTurn, tellWatched } from './watching.js';

const ClockAlarms = later(() => import('../casework/ClockAlarms.js').then((m) => ({ default: m.ClockAlarms })));
const MeetingSoon = later(() => import('../meetings/MeetingSoon.js').then((m) => ({ default: m.MeetingSoon })));
type MeetingNotice = Extract<ComityEvent, { type: 'meeting-notice' }>;
const none: SpaceView[] = [];
const noMatters: MatterSummary[] = [];
const texts: Record<NoticeKind, PlainId> = { message: 'told.message', step: 'told.step', task: 'told.task', mention: 'told.mention', alert: 'told.alert', due: 'told.due', alarm: 'told.alarm' };

/** Counts in the tab, and notifications without content. Shows on the page itself only what alarms. */
export function Notices() {
  const client = useClient();
  const spaces = useSpaces().value ?? none;
  const format = useFormat();
  const matters = useWatch(client.matters()).value ?? noMatters;
  const count = attention(spaces, matters);
  useEffect(() => { showCount(count, format.number(count)); }, [count, format]);
  useEffect(() => () => showCount(0, ''), []);
  useEffect(tellWatched, []);

  const t = useText();
  const [, navigate] = useLocation();
  const settings = useWatch(client.noticeSettings()).value;
  const onNotice = useEffectEvent(async ({ space, kind }: Extract<ComityEvent, { type: 'notice' }>): Promise<void> => {
    const level = spaces.find(({ id }) => id === space)?.settings.level ?? 'all';
    if (settings !== undefined && isWanted(kind, level, settings, new Date()) && !(await isWatched())) showNotification(t(texts[kind]), () => navigate('/inbox'));
  });
  const onMeeting = useEffectEvent(async (notice: MeetingNotice): Promise<void> => {
    const { closeOnceSeen, isMeetingNoticeWanted, noticePath, noticeWords } = await import('../meetings/notice.js');
    if (settings !== undefined && isMeetingNoticeWanted(notice, settings, new Date()) && !(await isWatched())) closeOnceSeen(client, notice, showNotification(t(noticeWords(notice)), () => navigate(noticePath(notice))));
  });
  const [soon, setSoon] = useState<MeetingNotice | null>(null);
  useEffect(() => client.on((event) => { if (event.type === 'meeting-notice' && event.kind === 'soon') setSoon(event); }), [client]);
  useEffect(() => {
    const turn = new AbortController();
    takeTurn(turn.signal, () => {
      const off = client.on((event) => {
        if (event.type === 'notice') void onNotice(event);
        else if (event.type === 'meeting-notice') void onMeeting(event).catch(() => undefined);
      });
      turn.signal.addEventListener('abort', off);
    });
    return () => turn.abort();
  }, [client]);
  // Read here or on another device: what said so is no longer true.
  const waiting = spaces.some(({ unread, alerts }) => unread > 0 || alerts > 0) || matters.some(({ unread }) => unread > 0);
  useEffect(() => { if (!waiting) closeNotification(); }, [waiting]);
  useEffect(() => closeNotification, []);
  return (
    <Later>
      {matters.some(({ alarms }) => alarms.length > 0) ? <ClockAlarms matters={matters} /> : null}
      {soon ? <MeetingSoon notice={soon} onClose={() => setSoon(null)} /> : null}
    </Later>
  );
}
