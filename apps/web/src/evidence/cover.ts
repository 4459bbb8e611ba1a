/**
 * What an evidence bundle proves and what it only says, on paper: the cover page that goes to a court with the file. Made of the blocks of a letter. Pure.
 * Trust: a report of `verifyEvidence`; what is on the page is bound to the file by the file's hash alone.
 */
import type { AuthorityId, PractitionerId } from '@comity/contracts';
import type { EvidenceEntryView, EvidencePerson, EvidenceReport, Marking } from '@comity/sdk';
import type { LawWords } from '../casework/words.js';
import type { Format } from '../i18n/format.js';
import type { Text } from '../i18n/text.js';
import { pinGroups } from '../identity/pin-groups.js';
import { directionOf, heading, paragraphsOf, type Block, type Letter } from '../letter/letter.js';
import { frameWords, letterTags, said, type Line } from '../letter/line.js';
import { factRows } from '../letter/facts.js';
import { inShort, isPlain } from '../messaging/marking.js';
import { partName } from '../register/words.js';

export interface CoveredFile { name: string; size: number; /** In hexadecimal. */ sha256: string }
/** Who speaks to the reader, in which language. `state`: its name by code; null: an international organisation. */
export interface Speech { language: 'en' | 'ar'; t: Text; format: Format; words: LawWords; state(code: string): string | null }

/** `now`: when the file was checked. Times are those of UTC, as the report has them. */
export function coverOf(report: EvidenceReport, file: CoveredFile, { language, t, format, words, state }: Speech, now: Date): Letter {
  const { network, request, register, space } = report;
  const clock = new Intl.DateTimeFormat(letterTags[language], { dateStyle: 'long', timeStyle: 'medium', calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', timeZone: 'UTC' });
  const moment = (instant: string): string => t('evidence.moment', { time: clock.format(new Date(instant)) });
  const authorities = new Map(report.authorities.map((each) => [each.id, each]));
  const people = new Map(report.people.map((each) => [each.id, each]));
  const authority = (id: AuthorityId): Line => {
    const known = authorities.get(id);
    const name = known === undefined ? null : state(known.state);
    return [said(known?.name ?? id), ...(name === null ? [] : [frameWords(` (${name})`)])];
  };
  const person = (id: PractitionerId): Line => {
    const known = people.get(id);
    return known === undefined ? [said(id)] : [said(known.name), frameWords(' · '), ...authority(known.authority)];
  };
  const row = (label: string, ...value: Line) => ({ label, value });
  const fileLine = ({ name, sha256 }: { name: string; sha256: string }): Line => [said(name), frameWords(` · SHA-256 ${grouped(sha256)}`)];
  /** The codes, and the words of H3. */
  const marks = (marking: Marking): Line => [...(isPlain(marking) ? [] : [frameWords(inShort(marking))]), ...(marking.restriction === null ? [] : [frameWords(': '), said(marking.restriction)])];
  const plain = (text: string) => ({ line: [frameWords(text)], articles: [] });
  const list = (items: { line: Line; articles: string[] }[]): Block => ({ kind: 'list', items });

  const blocks: Block[] = [
    { kind: 'letterhead', lines: [[said(network.name)], [frameWords(t('evidence.cover-kind'))]] },
    { kind: 'title', text: t('evidence.cover-title') },
    { kind: 'facts', rows: [
      ...(request === null ? [] : [row(t('evidence.fact-subject'), said(request.title))]),
      row(t('evidence.fact-file'), said(file.name), frameWords(` · ${t('evidence.bytes', { count: file.size })}`)),
      row(t('evidence.fact-hash'), frameWords(grouped(file.sha256))),
      row(t('evidence.fact-root'), frameWords(report.root)),
      row(t('pin.title'), frameWords(pinGroups(report.root).join(' '))),
      row(t('evidence.fact-space'), frameWords(space.id)),
      row(t('evidence.fact-entries'), frameWords(t('evidence.entries', { from: report.from, to: report.to }))),
      row(t('evidence.fact-link'), frameWords(report.link)),
      row(t('evidence.fact-made'), frameWords(`${moment(report.madeAt)} · `), ...person(report.madeBy)),
      row(t('evidence.fact-checked'), frameWords(moment(now.toISOString()))),
    ] },
    heading(t('evidence.result')),
    { kind: 'text', line: [frameWords(t('evidence.holds'))], articles: [] },
    { kind: 'text', line: [frameWords(t(report.expected ? 'evidence.root-known' : 'evidence.root-other'))], articles: [] },
  ];

  if (request !== null) {
    blocks.push(heading(t('evidence.request')));
    blocks.push({ kind: 'facts', rows: [
      row(words.actor('requesting'), ...authority(request.requesting)), row(words.actor('requested'), ...authority(request.requested)), row(t('evidence.fact-state'), frameWords(words.state(request.state))),
      ...(isPlain(request.marking) ? [] : [row(t('register.field-marking'), ...marks(request.marking))]),
    ] });
    if (request.enclosures.length > 0) blocks.push({ kind: 'heading', level: 3, text: t('evidence.enclosures'), articles: [] }, list(request.enclosures.map((file) => ({ line: fileLine(file), articles: [] }))));
    for (const [i, measure] of request.measures.entries()) {
      blocks.push({ kind: 'heading', level: 3, text: `${format.number(i + 1)}. ${measure.assistance === null ? words.cycle(request.kind) : words.assistance(measure.assistance)}`, articles: [] });
      const sought = paragraphsOf(measure.sought);
      if (sought.length > 0) blocks.push({ kind: 'said', paragraphs: sought });
      const facts = factRows(measure.facts, language, (id) => partName(t, 'asset', id), (code) => state(code) ?? code);
      if (facts.length > 0) blocks.push({ kind: 'facts', rows: facts });
      blocks.push(list(measure.steps.map((step) => ({
        line: [
          frameWords(`${t('evidence.step', { time: moment(step.at), action: words.action(step.action), state: words.state(step.to) })} · `), ...person(step.by),
          frameWords(` · ${step.attested || step.seq === null ? t('evidence.step-stated') : t('evidence.step-signed', { entry: step.seq })}`), ...(isPlain(step.marking) ? [] : [frameWords(' · '), ...marks(step.marking)]), ...step.enclosures.flatMap((file) => [frameWords(' · '), ...fileLine(file)]),
        ],
        articles: /^[A-Z0-9]/.test(step.article) ? [step.article] : [],
      }))));
    }
  }

  if (register !== null) {
    const told = (id: 'evidence.entry-made' | 'evidence.entry-changed' | 'evidence.entry-struck' | 'evidence.custody', { at, by, seq }: { at: string; by: PractitionerId; seq: number | null }): Line => [frameWords(` · ${t(id, { time: moment(at), entry: seq ?? 0 })} · `), ...person(by)];
    blocks.push(heading(t('evidence.register')), list(register.flatMap(({ kind, title, marking, files, made, changed, versions, custody, struck, doubtful }) => [
      [
        frameWords(`${t(`register.kind-${kind}`)}: `), said(title), ...told('evidence.entry-made', made), ...(changed.seq === made.seq ? [] : told('evidence.entry-changed', changed)), ...(struck === null ? [] : told('evidence.entry-struck', struck)),
        ...(isPlain(marking) ? [] : [frameWords(' · '), ...marks(marking)]), frameWords(` · ${t('evidence.versions', { count: versions })}`),
        ...files.flatMap(({ file: of, state, ...version }) => [frameWords(files.length === 1 ? ' · ' : ` · ${t(`register.version-${state}`)}: `), ...fileLine(of), ...(files.length === 1 ? [] : told('evidence.entry-made', version))]),
        ...(doubtful ? [frameWords(` · ${t('evidence.doubtful')}`)] : []),
      ],
      // Right under what it is of: two exhibits may have one name.
      ...custody.map(({ holder, from, reason, ...stated }) => [frameWords(`${t('register.custody')}: `), said(holder), frameWords(` · ${t('register.custody-since', { at: moment(from) })}`), ...told('evidence.custody', stated), frameWords(': '), said(reason)]),
    ]).map((line) => ({ line, articles: [] }))));
  }

  const ended = (each: { ended: { at: string } | null }): string => (each.ended === null ? '' : ` · ${t('evidence.ended', { time: moment(each.ended.at) })}`);
  const one = (each: EvidencePerson): Line => [
    ...person(each.id), frameWords(` · ${t(`role.${each.role}`)}${ended(each)}${each.confirms === null ? '' : ` · ${t('evidence.confirms', { entry: each.confirms })}`}`),
  ];
  blocks.push(heading(t('evidence.authorities')), list(report.authorities.map((each) => ({ line: [...authority(each.id), frameWords(` · ${t('evidence.admitted', { time: moment(each.from) })}${ended(each)}`)], articles: [] }))));
  blocks.push(heading(t('evidence.people')), list(report.people.map((each) => ({ line: one(each), articles: [] }))));

  blocks.push(heading(t('evidence.contents')), list([
    plain(t('evidence.count-shown', { count: counted(report.entries, (entry) => entry.type === 'item' && entry.content !== null) })),
    plain(t('evidence.count-closed', { count: counted(report.entries, (entry) => entry.type === 'item' && entry.content === null) })),
    plain(t('evidence.count-commits', { count: counted(report.entries, ({ type }) => type === 'commit') })),
    plain(t('evidence.count-absent', { count: counted(report.entries, ({ type }) => type !== 'item' && type !== 'commit') })),
  ]));
  blocks.push(heading(t('evidence.proven')), list([plain(t('evidence.proven-people')), plain(t('evidence.proven-items')), plain(t('evidence.proven-order')), ...(request === null ? [] : [plain(t('evidence.proven-request'))]), ...(register === null ? [] : [plain(t('evidence.proven-register'))])]));
  blocks.push(heading(t('evidence.stated')), list((['evidence.stated-times', 'evidence.stated-missing', 'evidence.stated-inside', 'evidence.stated-words'] as const).map((id) => plain(t(id)))));
  blocks.push({ kind: 'closing', line: [frameWords(t('evidence.again', { command: `comity verify ${file.name} --root ${report.root}` }))], rows: [
    { label: t('evidence.sign-place'), value: null }, { label: t('evidence.sign-name'), value: null }, { label: t('evidence.sign-hand'), value: null },
  ] });
  return { language, direction: directionOf(language), fileName: `${file.name.replace(/\.comity$/, '')}-cover`, blocks, unverified: [] };
}

const counted = (entries: readonly EvidenceEntryView[], which: (entry: EvidenceEntryView) => boolean): number => entries.filter(which).length;
/** In fours, so that two people can compare it aloud, and paper breaks it where it may. */
const grouped = (hex: string): string => hex.match(/.{1,4}/g)!.join(' ');
