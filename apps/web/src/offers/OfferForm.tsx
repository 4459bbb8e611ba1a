import { Form } from 'react-aria-components/Form';
import { Link, useLocation } from 'wouter';
import type { AuthorityId, HandlingCode, SpaceId } from '@comity/contracts';
import type { SpaceView } from '@comity/sdk';
import { useParty } from '../casework/hooks.js';
import { rulePacks } from '../casework/law.js';
import { StepFailure } from '../casework/StepFailure.js';
import { useLawWords } from '../casework/words.js';
import { useAction, useClient, usePerson, useSelf, useSpaces } from '../client/hooks.js';
import { Busy } from '../design/Busy.js';
import { Button, IconButton } from '../design/Button.js';
import { Choice } from '../design/Choice.js';
import { Empty } from '../design/Empty.js';
import { Field } from '../design/Field.js';
import { LongField } from '../design/LongField.js';
import { Notice } from '../design/Notice.js';
import { later, Later } from '../failure/Later.js';
import { AttachButton } from '../files/AttachButton.js';
import { useAttachments } from '../files/attachments.js';
import { discardFiles } from '../files/discard.js';
import { useText } from '../i18n/text.js';
import { useForm } from '../messaging/form.js';
import { handlingNames } from '../messaging/handling.js';
import { informations, sources, tlpName, tlps } from '../messaging/marking.js';
import { Page } from '../shell/Page.js';
import { begin, written, type Draft } from './draft.js';
import { offerPath } from './place.js';

const TrayList = later(() => import('../files/TrayList.js').then((m) => ({ default: m.TrayList })));

const packs = [...rulePacks.values()].filter(({ governs }) => governs.includes('spontaneous')).map(({ id }) => id);

/** Offers information to the other authority of a conversation. What is typed stays, sealed on the device, until it is offered. */
export function OfferForm({ id }: { id: SpaceId }) {
  const t = useText();
  const { value: spaces } = useSpaces();
  const person = usePerson();
  const self = useSelf();
  const own = person(self.practitioner)?.authority.id;
  if (!spaces || own === undefined) return <Busy />;
  const space = spaces.find((each) => each.id === id);
  if (!space || space.readOnly) return <Empty heading title={t('offer.no-space')} action={<Link href="/offers" className="button button-plain">{t('offer.to-ledger')}</Link>}>{t('offer.no-space-hint')}</Empty>;
  const others = [...new Set(space.members.flatMap((member) => person(member)?.authority.id ?? []))].filter((authority) => authority !== own);
  const [to] = others;
  if (to === undefined || others.length > 1) return <Empty heading title={t('offer.not-two')} action={<Link href={`/spaces/${id}`} className="button button-plain">{t('request.conversation')}</Link>}>{t('offer.not-two-hint')}</Empty>;
  return <TheForm space={space} to={to} />;
}

function TheForm({ space, to }: { space: SpaceView; to: AuthorityId }) {
  const t = useText();
  const words = useLawWords();
  const party = useParty()(to);
  const client = useClient();
  const [, navigate] = useLocation();
  const { run, busy, failure } = useAction();
  const { form, loaded, found, change, beginAnew, saved } = useForm(space.id, 'offer', begin, written);
  const attachments = useAttachments(space.id, 'offer');
  const discard = (): void => { discardFiles(client, space.id, attachments); beginAnew(); };
  const { nature, conditions, basis, handling, restriction, source, information, tlp, text } = form;
  const set = (part: Partial<Draft>): void => change({ ...form, ...part });
  const given = conditions.map((each) => each.trim()).filter((each) => each !== '');
  const uploaded = !attachments.preparing && attachments.rows.every(({ transfer }) => transfer?.state === 'done');
  const lacking = nature.trim() === '' || given.length === 0 || basis.length === 0 || (handling === 'H3' && restriction.trim() === '') || (text.trim() === '' && attachments.ids.length === 0);
  const offer = async (): Promise<void> => {
    if (lacking || !uploaded) return;
    const { ids } = attachments;
    const giveBack = attachments.take();
    const id = await saved(() => run((client) => client.act((remote) => remote.makeOffer(space.id, {
      to, basis, nature, conditions: given, text, files: [...ids],
      marking: { handling, restriction: handling === 'H3' ? restriction.trim() : null, evaluation: source === 'none' ? null : { source, information: informations.find((each) => String(each) === information) ?? 4 }, tlp: tlp === 'none' ? null : tlp },
    }))));
    if (id === undefined) giveBack();
    else navigate(offerPath(space.id, id), { replace: true });
  };
  if (!loaded) return <Busy />;
  return (
    <Page title={t('offer.new')} lead={t('offer.new-lead', { name: party })} back={`/spaces/${space.id}`}>
      {found && <Notice tone="info" role="status" title={t('request.kept')} action={<Button onPress={discard}>{t('request.kept-discard')}</Button>}><p>{t('request.kept-hint')}</p></Notice>}
      <Form className="stack" onSubmit={(event) => { event.preventDefault(); void offer(); }}>
        <fieldset className="card stack">
          <legend className="card-legend">{t('offer.shown')}</legend>
          <p className="muted">{t('offer.shown-hint')}</p>
          <LongField label={t('offer.nature')} hint={t('offer.nature-hint')} value={nature} onChange={(next) => set({ nature: next })} isRequired maxLength={2_000} rows={2} />
          <Conditions conditions={conditions} onChange={(next) => set({ conditions: next })} />
          <fieldset className="choices">
            <legend>{t('request.basis')}</legend>
            {packs.map((id) => <label key={id} className="check-line"><input type="checkbox" checked={basis.includes(id)} onChange={({ target }) => set({ basis: packs.filter((each) => (each === id ? target.checked : basis.includes(each))) })} /><span>{words.pack(id)}</span></label>)}
          </fieldset>
          <Choice<HandlingCode> label={t('handling.label')} value={handling} onChange={(next) => set({ handling: next })} options={handlingNames.map((value) => ({ value, label: t(`handling.${value}`) }))} hint={handling === 'none' ? undefined : t(`handling.${handling}`)} />
          {handling === 'H3' && <Field label={t('talk-marks.restriction')} value={restriction} onChange={(next) => set({ restriction: next })} isRequired maxLength={500} autoComplete="off" />}
          <Choice label={t('talk-marks.source')} value={source} onChange={(next) => set({ source: next })} options={[{ value: 'none', label: t('talk-marks.none') }, ...sources.map((value) => ({ value, label: `${value}: ${t(`talk-source.${value}`)}` }))]} />
          {source !== 'none' && <Choice label={t('talk-marks.information')} value={information} onChange={(next) => set({ information: next })} options={(['1', '2', '3', '4'] as const).map((value) => ({ value, label: `${value}: ${t(`talk-information.${value}`)}` }))} />}
          <Choice label={t('talk-marks.tlp')} value={tlp} onChange={(next) => set({ tlp: next })} options={[{ value: 'none', label: t('talk-marks.none') }, ...tlps.map((value) => ({ value, label: `${tlpName(value)}: ${t(`talk-tlp.${value}`)}` }))]} hint={tlp === 'none' ? undefined : t(`talk-tlp.${tlp}`)} />
        </fieldset>
        <fieldset className="card stack">
          <legend className="card-legend">{t('offer.content')}</legend>
          <p className="muted">{t('offer.content-hint', { name: party })}</p>
          <LongField label={t('offer.text')} value={text} onChange={(next) => set({ text: next })} maxLength={10_000} rows={6} />
          <div className="row"><AttachButton onFiles={attachments.add} /></div>
          {attachments.rows.length > 0 && <Later><TrayList space={space.id} rows={attachments.rows} /></Later>}
          {!uploaded && <p className="muted" role="status">{t('offer.uploading')}</p>}
        </fieldset>
        <StepFailure failure={failure} />
        <div className="row row-end">
          <Link href={`/spaces/${space.id}`} className="button button-plain">{t('action.cancel')}</Link>
          <Button look="primary" type="submit" icon="send" isDisabled={lacking || !uploaded} isPending={busy}>{t('offer.send')}</Button>
        </div>
      </Form>
    </Page>
  );
}

function Conditions({ conditions, onChange }: { conditions: readonly string[]; onChange(conditions: string[]): void }) {
  const t = useText();
  return (
    <fieldset className="choices">
      <legend>{t('offer.conditions')}</legend>
      {conditions.map((condition, i) => (
        <div key={i} className="offer-list-field">
          <Field label={t('offer.condition', { number: i + 1 })} value={condition} onChange={(text) => onChange(conditions.map((each, at) => (at === i ? text : each)))} isRequired={i === 0} maxLength={500} autoComplete="off" />
          {conditions.length > 1 && <IconButton icon="close" label={t('offer.condition-remove', { number: i + 1 })} onPress={() => onChange(conditions.filter((_, at) => at !== i))} />}
        </div>
      ))}
      {conditions.length < 20 && <div className="row"><Button icon="plus" onPress={() => onChange([...conditions, ''])}>{t('offer.condition-add')}</Button></div>}
    </fieldset>
  );
}
