/**
 * The terms of the law in the reader's language: of every pack and life cycle that comes with the product, and with the words of the file that brought
 * it, of a treaty that was added. A term without any is shown as it is written, in readable form.
 */
import { useMemo } from 'react';
import { useLingui } from '@lingui/react';
import { treatyName, treatyWords, type CycleId, type RefusalCode } from '@comity/casework';
import type { LogRule, OfferRule } from '@comity/sdk';
import { useOptionalText, type OptionalText } from '../i18n/text.js';

export interface LawWords {
  state(id: string): string;
  /** What a step is called, on its button and in the history; a few are another thing in another life cycle. */
  action(id: string, cycle?: CycleId): string;
  /** What somebody did with it, in a sentence; null for a step that has none. */
  did(action: string, name: string): string | null;
  /** What whoever takes it should know before; null for most. */
  hint(action: string): string | null;
  ground(id: string): string;
  assistance(id: string): string;
  /** Of the required content. */
  part(id: string): string;
  /** What the other side cannot do, or asks back, without that part: of one measure by its type of assistance, or of a matter of that kind, where it has a reason of its own; null for what nobody wrote one of. */
  why(id: string, of?: string): string | null;
  clock(id: string): string;
  /** One of the alternatives of a clock. */
  period(id: string): string;
  duty(id: string): string;
  gate(id: string): string;
  requirement(id: string): string;
  /** A channel, a form, who bears which costs, what joint work or a transfer of a person who is detained is bound to. */
  listed(id: string): string;
  /** What alone lets one of these be used, to stand after `only`. */
  condition(id: string): string;
  /** A route, classification or record. */
  choice(id: string): string;
  pack(id: string): string;
  cycle(id: string): string;
  actor(id: string): string;
  /** What a step carries; a few are another thing in another step. */
  member(id: string, action?: string): string;
  /** What is cited where no instrument is, such as practice; null for what is written alike in every language. */
  article(article: string): string | null;
  /** What speaks against a step, in a sentence; its article stands beside it (`Article`). */
  refusal(refusal: { code: StepCode; entry: string }): string;
}

type StepCode = RefusalCode | LogRule | OfferRule;
type List = Exclude<keyof LawWords, 'article' | 'refusal' | 'did' | 'hint' | 'why'> | 'barred';

/** The lists in which the entry of a refusal is looked for; none where its sentence needs no entry. */
export const entryLists: Record<StepCode, readonly List[]> = {
  'unknown-edition': [], 'unknown-instrument': ['pack'], 'not-governed': ['cycle'], 'unknown-period': ['clock'],
  malformed: ['member', 'action'], 'unknown-action': ['action'], 'not-in-this-state': ['action'], 'not-your-step': ['action'], missing: ['member'], 'not-carried-here': ['member'], 'before-its-predecessor': ['action'],
  gate: ['gate'], 'unknown-ground': ['ground'], 'barred-ground': ['barred', 'ground'], 'wrong-ground': ['ground', 'action'], 'not-provided-for': ['assistance'], 'content-missing': ['part'], 'unknown-term': ['choice', 'part'],
  'not-after-this': ['choice', 'action'], 'too-early': ['clock'], 'too-late': ['clock', 'member'], 'not-yet': ['member'], 'not-before-that': ['member'],
  'out-of-order': ['action'], 'another-matter': ['action'], altered: ['action'],
  overtaken: ['action'], 'second-officer': [], 'wrong-predecessor': [], 'no-party': [], 'no-dossier': [], 'unknown-measure': [], 'whole-request': [], 'wrong-words': [], frozen: [], 'ahead-of-its-time': [], 'wrong-authority': [], 'not-the-founder': [],
  'no-offer': [], 'not-delivered': [], 'other-content': [], 'other-conditions': [], taken: [], 'too-many': [],
};

export function useLawWords(): LawWords {
  const optional = useOptionalText('law.unverified');
  const { i18n: { locale } } = useLingui();
  return useMemo(() => lawWords(optional, locale), [optional, locale]);
}

/** How packs call the lists of which they may bring words. */
const brought = { ground: 'grounds', barred: 'barred', assistance: 'assistance', part: 'content', clock: 'clocks', period: 'periods', duty: 'duties', gate: 'gates', requirement: 'requirements', listed: 'listed' } as const;

export function lawWords(optional: OptionalText, language: string): LawWords {
  const lists: Record<List, (id: string) => string | null> = {
    state: (id) => optional(`law.state.${slug(id)}`), action: (id) => optional(`law.action.${slug(id)}`), ground: (id) => optional(`law.ground.${slug(id)}`), barred: (id) => optional(`law.barred.${slug(id)}`),
    assistance: (id) => optional(`law.assistance.${slug(id)}`), part: (id) => optional(`law.part.${slug(id)}`), clock: (id) => optional(`law.clock.${slug(id)}`), period: (id) => optional(`law.period.${slug(id)}`),
    duty: (id) => optional(`law.duty.${slug(id)}`), gate: (id) => optional(`law.gate.${slug(id)}`), requirement: (id) => optional(`law.requirement.${slug(id)}`), listed: (id) => optional(`law.listed.${slug(id)}`), condition: (id) => optional(`law.condition.${slug(id)}`), choice: (id) => optional(`law.choice.${slug(id)}`),
    // Without any name, its id is somebody's own, and not made of words.
    pack: (id) => optional(`law.pack.${slug(id)}`) ?? treatyName(language, id) ?? id,
    cycle: (id) => optional(`law.cycle.${slug(id)}`), actor: (id) => optional(`law.actor.${slug(id)}`), member: (id) => optional(`law.member.${slug(id)}`),
  };
  const say = (id: string, ...from: readonly List[]): string => {
    for (const list of from) {
      const words = lists[list](id) ?? (isBrought(list) ? treatyWords(language, brought[list], id) : null);
      if (words !== null) return words;
    }
    return readable(id);
  };
  return {
    state: (id) => say(id, 'state'),
    action: (id, cycle) => (cycle === undefined ? null : lists.action(`${cycle}-${id}`)) ?? say(id, 'action'),
    did: (action, name) => optional(`law.did.${slug(action)}`, { name }),
    hint: (action) => optional(`law.hint.${slug(action)}`),
    ground: (id) => say(id, 'ground', 'barred'),
    assistance: (id) => say(id, 'assistance'),
    part: (id) => say(id, 'part'),
    why: (id, of) => (of === undefined ? null : optional(`law.why.${slug(id)}-${slug(of)}`)) ?? optional(`law.why.${slug(id)}`) ?? treatyWords(language, 'why', id),
    clock: (id) => say(id, 'clock'),
    period: (id) => say(id, 'period'),
    duty: (id) => say(id, 'duty'),
    gate: (id) => say(id, 'gate'),
    requirement: (id) => say(id, 'requirement'),
    listed: (id) => say(id, 'listed'),
    condition: (id) => say(id, 'condition'),
    choice: (id) => say(id, 'choice'),
    pack: (id) => say(id, 'pack'),
    cycle: (id) => say(id, 'cycle'),
    actor: (id) => say(id, 'actor'),
    member: (id, action) => (action === undefined ? null : lists.member(`${id}-${action}`)) ?? say(id, 'member'),
    article: (article) => {
      const cited = (each: string) => optional(`law.article.${each === '—' ? 'own' : slug(each)}`);
      // Of two provisions at once, as of a period that keeps both.
      const all = article.split('; ').map((each) => cited(each) ?? each).join('; ');
      return cited(article) ?? (all === article ? null : all);
    },
    refusal: ({ code, entry }) => optional(`law.refusal.${sentenceOf(code, entry)}`, { entry: say(entry, ...entryLists[code]) }) ?? readable(code),
  };
}

const isBrought = (list: List): list is keyof typeof brought => list in brought;
/** A step that follows only a refusal on a certain ground names itself, and no ground; one that follows only another step names that, and no choice. */
const sentenceOf = (code: StepCode, entry: string): string => (!/^[a-z]/.test(entry) ? code : code === 'wrong-ground' ? 'wrong-refusal' : code === 'not-after-this' ? 'not-before' : code);
/** `CONSULT_BEFORE_REFUSAL` is `consult-before-refusal` in the catalogue. */
const slug = (id: string): string => id.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

function readable(id: string): string {
  const words = id.toLowerCase().replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
