import { useState } from 'react';
import { Form } from 'react-aria-components/Form';
import type { SpaceId } from '@comity/contracts';
import type { MatterSummary, OfferView, OpenOfferStep } from '@comity/sdk';
import { Article } from '../casework/Article.js';
import { StepFailure } from '../casework/StepFailure.js';
import { useLawWords } from '../casework/words.js';
import { useAction, useClient, useWatch } from '../client/hooks.js';
import { Button } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { LongField } from '../design/LongField.js';
import { Sheet } from '../design/Sheet.js';
import { useText } from '../i18n/text.js';
import { ConditionList } from './ConditionList.js';
import { cycleOf, wordsOf, type Written } from './steps.js';

const hints = ['accept', 'decline', 'request-consent', 'consent-to-use', 'give-exculpatory-notice', 'inform-of-disclosure', 'consult-on-disclosure', 'link-request'] as const;

/** One step: what it means, and the words that it takes. */
export function OfferStepSheet({ offer, step, onTaken, onClose }: { offer: OfferView; step: OpenOfferStep; onTaken(): void; onClose(): void }) {
  const t = useText();
  const words = useLawWords();
  const { run, busy, failure } = useAction();
  const [said, setSaid] = useState<Partial<Record<Written, string>>>({});
  const [request, setRequest] = useState('');
  const links = step.action === 'link-request';
  const requests = useBetween(offer);
  const linked = requests.find(({ space }) => space === request);
  const wanted = wordsOf(step);
  const lacking = wanted.some(({ member, required }) => required && (said[member] ?? '').trim() === '') || (links && !linked);
  const hint = hints.find((each) => each === step.action);
  const take = async (): Promise<void> => {
    if (lacking) return;
    const given = { ...said, ...(linked && { request: linked.title }) };
    const done = await run((client) => client.act((remote) => remote.takeOfferStep(offer.space, offer.id, { action: step.action, words: given, ...(step.use !== null && { use: step.use }), ...(linked && { request: linked.space }) }).then(() => true)));
    if (done) onTaken();
  };
  const name = words.action(step.action, cycleOf(step.action));
  return (
    <Sheet title={name} wide onClose={onClose}>
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void take(); }}>
        <p className="muted"><Article article={step.article} verified={step.verified} /></p>
        {hint && <p>{t(`offer.hint-${hint}`)}</p>}
        {step.action === 'accept' && <ConditionList conditions={offer.conditions} />}
        {wanted.map(({ member, required }, i) => <LongField key={member} label={words.member(member)} hint={required ? t('request.needed') : t('request.optional')} value={said[member] ?? ''} onChange={(text) => setSaid({ ...said, [member]: text })} isRequired={required} maxLength={20_000} autoFocus={i === 0} />)}
        {links && (requests.length === 0 ? <p className="muted">{t('offer.no-requests')}</p> : <Choice<string> label={t('offer.request')} value={request} onChange={setRequest} options={[{ value: '', label: t('request.choose') }, ...requests.map(({ space, title }) => ({ value: space as string, label: title }))]} />)}
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Button onPress={onClose}>{t('action.cancel')}</Button>
          <Button look={step.action === 'decline' || step.action === 'refuse' ? 'danger' : 'primary'} type="submit" isDisabled={lacking} isPending={busy}>{t('request.take', { action: name })}</Button>
        </div>
      </Form>
    </Sheet>
  );
}

/** Requests between the two authorities that both read. */
function useBetween({ from, to }: OfferView): (MatterSummary & { space: SpaceId })[] {
  const { value = [] } = useWatch(useClient().matters());
  return (value ?? []).filter(({ requesting, requested, transmittedAt, draft, space }) => transmittedAt !== null && draft !== space && [from, to].includes(requesting) && [from, to].includes(requested));
}
