import type { ReactNode } from 'react';
import type { MatterView, SignedMatter, ToldView } from '@comity/sdk';
import { useParty } from '../casework/hooks.js';
import { useLawWords } from '../casework/words.js';
import { useClient, useWatch } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Notice } from '../design/Notice.js';
import { FailureNotice } from '../failure/FailureNotice.js';
import { useFormat } from '../i18n/format.js';
import { useOptionalText, useText } from '../i18n/text.js';

const unknown = ['content', 'words', 'files', 'references'] as const;

/** What the service answers about a request, what of it the signed history says otherwise, and what it was never told. */
export function KnownFacts({ matter: { space, kind } }: { matter: MatterView }) {
  const t = useText();
  const { value: all, failure } = useWatch(useClient().watch(`known ${space}`, (remote) => remote.toldMatters({ only: space, limit: 1 }), ({ type }) => type === 'connection' || type === 'matters'));
  const told = all?.[0];
  return (
    <div className="stack">
      <FailureNotice failure={failure} />
      {!all && !failure && <Busy />}
      {all && <p className="muted">{told ? t('figures.known-hint') : t('figures.known-nothing')}</p>}
      {told && <Facts told={told} />}
      {told && <p className="muted">{t('figures.known-steps')}{kind === 'asset' && <> {t('figures.known-assets')}</>}</p>}
      <h3>{t('figures.unknown')}</h3>
      <ul>{unknown.map((each) => <li key={each}>{t(`figures.unknown-${each}`)}</li>)}</ul>
      <p className="muted">{t('figures.known-anyway')}</p>
    </div>
  );
}

function Facts({ told }: { told: ToldView }) {
  const t = useText();
  const format = useFormat();
  const words = useOptionalText('figures.title');
  const law = useLawWords();
  const party = useParty();
  const yes = (is: boolean): string => (is ? t('request.yes') : t('request.no'));
  const said: { [F in keyof SignedMatter]: (value: SignedMatter[F]) => string } = {
    kind: law.cycle, requesting: party, requested: party, urgent: yes,
    stage: (stage) => words(`figures.outcome-${stage}`) ?? stage,
  };
  const otherwise = (fact: keyof SignedMatter): ReactNode => told.signed !== null && told.otherwise.includes(fact) && <strong className="block">{t('figures.known-signed', { value: said[fact](told.signed[fact] as never) })}</strong>;
  const moment = (at: string | null): ReactNode => (at === null ? t('figures.known-not-yet') : <time dateTime={at}>{format.moment(at)}</time>);
  return (
    <>
      {told.otherwise.length > 0 && <Notice tone="warning" title={t('figures.known-otherwise', { count: told.otherwise.length })}><p>{t('figures.known-otherwise-hint')}</p></Notice>}
      {told.signed === null && <Notice tone="info" title={t('figures.known-unread')} />}
      <dl className="facts">
        <div><dt>{law.actor('requesting')}</dt><dd>{party(told.requesting)}{otherwise('requesting')}</dd></div>
        <div><dt>{law.actor('requested')}</dt><dd>{party(told.requested)}{otherwise('requested')}</dd></div>
        <div><dt>{t('request.column-kind')}</dt><dd>{law.cycle(told.kind)}{otherwise('kind')}</dd></div>
        <div><dt>{t('request.column-stage')}</dt><dd>{said.stage(told.stage)}{otherwise('stage')}</dd></div>
        <div><dt>{t('request.urgent')}</dt><dd>{yes(told.urgent)}{otherwise('urgent')}</dd></div>
        <div><dt>{t('figures.known-secretariat')}</dt><dd>{yes(told.facilitated)}</dd></div>
        <div><dt>{t('figures.known-offence')}</dt><dd>{words(`figures.offence-${told.offence ?? 'untold'}`)}</dd></div>
        <div><dt>{t('request.column-transmitted')}</dt><dd>{moment(told.transmittedAt)}</dd></div>
        <div><dt>{t('figures.known-acknowledged')}</dt><dd>{moment(told.acknowledgedAt)}</dd></div>
        <div><dt>{t('figures.known-ended')}</dt><dd>{moment(told.endedAt)}</dd></div>
        <div><dt>{t('request.column-last')}</dt><dd>{moment(told.lastAt)}</dd></div>
      </dl>
    </>
  );
}
