import { memo, useState } from 'react';
import type { Plan, PlanId, PlanProgress } from '@comity/contracts';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button } from '../design/Button.js';
import { Notice } from '../design/Notice.js';
import { Sheet } from '../design/Sheet.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useText } from '../i18n/text.js';
import type { Draft, DraftView } from './draft.js';
import type { Hall } from './hall.js';
import { HallChanges } from './HallChanges.js';
import { meetings, touches, usePlans } from './hooks.js';
import { secondsOf } from './plan-seconds.js';
import type { HallWords } from './words.js';

/** Plans by the service: one is ordered, watched, given up, looked at and approved. */
export const HallPlans = memo(function HallPlans({ hall, words, draft, view }: { hall: Hall; words: HallWords; draft: Draft; view: DraftView }) {
  const t = useText();
  const id = hall.rows.session.id;
  const { value: plans } = usePlans(id);
  const { run, busy, failure } = useAction();
  const [past, setPast] = useState<PlanId | null>(null);
  const [looking, setLooking] = useState<PlanId | null>(null);
  const last = plans?.[0];
  const going = last && (last.state === 'waiting' || last.state === 'running') ? last : null;
  const order = (mode: Plan['mode']): void => { void run((client) => client.act((remote) => meetings(remote).orderPlan(id, mode, secondsOf(mode, hall.meetings.size)))); };
  /** For good, and for all secretaries: whoever wants one after all orders another. */
  const leave = async (plan: PlanId): Promise<void> => { if (await run((client) => meetings(client.remote).cancelPlan(id, plan))) setPast(plan); };
  return (
    <section className="hall-plans" aria-label={t('hall.plans')}>
      <FailureNotice failure={failure} />
      {going ? (
        <div className="card hall-progress">
          <p role="status">{t(going.mode === 'plan' ? 'hall.planning' : 'hall.replanning')}{going.progress && <> {<Worth progress={going.progress} />}</>}</p>
          <progress className="hall-bar" aria-label={t('hall.planning')} {...(going.progress && { max: Math.max(1, going.progress.wanted), value: going.progress.placed })} />
          <Button isPending={busy} onPress={() => void run((client) => meetings(client.remote).cancelPlan(id, going.id))}>{t('hall.plan-cancel')}</Button>
        </div>
      ) : (
        <div className="row">
          <Button icon="calendar" isPending={busy} onPress={() => order('plan')}>{t('hall.plan')}</Button>
          <Button icon="pass" isPending={busy} onPress={() => order('replan')}>{t('hall.replan')}</Button>
          <span className="hint">{t('hall.plan-hint')}</span>
        </div>
      )}
      {last && !going && last.id !== past && last.state === 'done' && (last.base === view.version
        ? <Notice tone="good" role="status" title={t('hall.plan-ready')} action={<div className="row"><Button isPending={busy} onPress={() => void leave(last.id)}>{t('hall.plan-leave')}</Button><Button look="primary" onPress={() => setLooking(last.id)}>{t('hall.plan-look')}</Button></div>}>{last.progress && <p><Worth progress={last.progress} /></p>}</Notice>
        : <Notice tone="info" title={t('hall.plan-stale')} action={<Button isPending={busy} onPress={() => void leave(last.id)}>{t('hall.plan-leave')}</Button>}><p>{t('hall.plan-stale-hint')}</p></Notice>)}
      {last && !going && last.id !== past && last.state === 'failed' && <Notice tone="danger" role="alert" title={t('hall.plan-failed')}><p>{t('hall.plan-failed-hint')}</p></Notice>}
      {looking !== null && <Difference hall={hall} words={words} plan={looking} version={view.version} onApproved={(next) => { draft.replaced(next); setLooking(null); setPast(looking); }} onClose={() => setLooking(null)} />}
    </section>
  );
});

/** What a timetable is worth, and how far from the best possible it can be at most, where that is known. */
function Worth({ progress: { wanted, placed, weight, bound, idle } }: { progress: PlanProgress }) {
  const t = useText();
  const format = useFormat();
  const gap = bound === null || bound <= 0 ? null : Math.max(0, (bound - weight) / bound);
  const best = placed === wanted || gap === 0;
  return (
    <>
      {t('hall.worth', { placed: format.number(placed), wanted: format.number(wanted), idle: format.number(idle) })}{' '}
      {best ? t('hall.worth-best') : gap !== null && t('hall.worth-gap', { percent: format.number(Math.ceil(gap * 1_000) / 10) })}
    </>
  );
}

/** What a plan would change, to be approved as a whole or left. */
function Difference({ hall, words, plan: id, version, onApproved, onClose }: { hall: Hall; words: HallWords; plan: PlanId; version: number; onApproved: Draft['replaced']; onClose(): void }) {
  const t = useText();
  const session = hall.rows.session.id;
  const { value: plan, failure: unread } = useWatch(useClient().watch(`meeting-plan ${id}`, (remote) => meetings(remote).plan(session, id), touches(session, 'plans')));
  const { run, busy, failure } = useAction();
  const approve = async (): Promise<void> => {
    const next = await run((client) => client.act((remote) => meetings(remote).approvePlan(session, id, version)));
    if (next) onApproved(next);
  };
  return (
    <Sheet title={t('hall.difference')} wide onClose={onClose}>
      {!plan?.difference ? !unread && <Busy /> : <HallChanges partiesOf={hall.partiesOf} words={words} changes={plan.difference} />}
      <FailureNotice failure={failure ?? unread} />
      <div className="row row-end">
        <Button onPress={onClose}>{t('action.cancel')}</Button>
        <Button look="primary" isPending={busy} isDisabled={!plan?.difference || plan.difference.length === 0} onPress={() => void approve()}>{t('hall.approve')}</Button>
      </div>
    </Sheet>
  );
}
