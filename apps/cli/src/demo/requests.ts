/**
 * The requests for mutual legal assistance of the demo network's first weeks. Every matter, company and account is invented.
 * An act is [days ago, time of day in UTC, who, action, for which measures, what the step says beside]; the first one drafts.
 */
import { lawEdition } from '@comity/casework';
import type { StepInput } from '@comity/sdk';

/** `deadline`: days ahead and time of day. `to`: keys of those who come in with the step. */
export interface Says extends Pick<StepInput, 'grounds' | 'words'> { deadline?: [daysAhead: number, time: string]; to?: string[] }
export type Act = [daysAgo: number, time: string, who: string, action: string, measures?: string[] | 'all', says?: Says];
export interface DemoRequest { requested: string; title: string; urgent: boolean; sections: [part: string, text: string][]; measures: [key: string, assistance: string, sought: string][]; acts: [first: Act, ...then: Act[]] }

const instruments = ['uncac'];
export const basis = { instruments, agreed: [], lawPermits: [], periods: {}, edition: lawEdition };

export const requests: DemoRequest[] = [
  {
    requested: 'canada', title: 'Leased aircraft: lease, payments and owner', urgent: false,
    sections: [
      ['REQUESTING_AUTHORITY', 'Unidade de Cooperação Jurídica Internacional, Brasília.'],
      ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'Criminal investigation into bribery of a public official and laundering of its proceeds, conducted by the federal prosecutor in Brasília under the supervision of the court.'],
      ['FACTS_SUMMARY', 'A contractor of a State agency paid the instalments of an aircraft lease over two years, in the weeks after each public tender that it won. The aircraft was used by the family of the director who signed the awards. The lessor has its seat in Ottawa; the beneficial owner is not known.'],
      ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'Certified copies with the lessor’s business records affidavit. The statement may be taken by the police, in writing.'],
      ['IDENTITY_LOCATION_NATIONALITY', 'The lessor is named, with its number in the company register, in the annex.'],
      ['PURPOSE', 'Evidence of payment and of ownership in the investigation named above.'],
    ],
    measures: [
      ['lease', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'The lease with all amendments, and the ledger of payments received under it.'],
      ['officer', 'TAKE_EVIDENCE_OR_STATEMENTS', 'A statement of the lessor’s compliance officer on who gave instructions.'],
      ['search', 'SEARCH_SEIZE_FREEZE', 'A search of the office of the lessor’s outside counsel for the trust deed.'],
    ],
    acts: [
      [20, '13:10', 'rafael', 'draft'],
      [20, '17:30', 'rafael', 'submit', 'all', { to: ['beatriz'] }],
      [19, '12:05', 'beatriz', 'transmit', 'all', { to: ['emilie', 'james'] }],
      [19, '14:20', 'emilie', 'acknowledge'],
      [18, '15:00', 'james', 'assess'],
      [17, '14:10', 'james', 'accept', ['lease', 'officer']],
      [17, '14:25', 'james', 'intend', ['search'], { grounds: ['PROHIBITED_IN_SIMILAR_DOMESTIC_CASE'], words: { reasons: 'The deed is with outside counsel and covered by solicitor-client privilege. Could the ledger and the compliance officer’s statement serve instead?' } }],
      [13, '15:35', 'james', 'refuse', ['search'], { grounds: ['PROHIBITED_IN_SIMILAR_DOMESTIC_CASE'], words: { reasons: 'No court here could order the search of counsel’s office for a privileged deed in a case of our own. As you told us, the other two measures answer the same question.' } }],
      [6, '18:20', 'james', 'execute', ['officer']],
      [5, '11:50', 'james', 'execute', ['lease']],
      [4, '12:30', 'beatriz', 'close', ['lease', 'officer']],
    ],
  },
  {
    requested: 'france', title: 'LIGHTHOUSE: notary’s file and property', urgent: true,
    sections: [
      ['REQUESTING_AUTHORITY', 'Asset Recovery and Tracing Office, Nairobi.'],
      ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'Proceedings for corruption of a port authority official and for recovery of its proceeds, before the anti-corruption division of the court in Nairobi.'],
      ['FACTS_SUMMARY', 'An official approved berth contracts for the vessels of one operator. The operator’s agent paid a consultancy without staff, and the consultancy paid the price of a property that a civil company (SCI) bought in the Alpes-Maritimes between March and June.'],
      ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'Freezing at the same hour as the production of records in Singapore; our order is enclosed in English with its operative part in French. Nobody of the SCI is to be told before then.'],
      ['IDENTITY_LOCATION_NATIONALITY', 'The SCI is named, with its register number and the land register entry, in the annex.'],
      ['PURPOSE', 'Evidence in the proceedings named above, and securing the property until a confiscation order is final.'],
    ],
    measures: [
      ['notary', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'A certified copy of the notary’s file on the sale, with the proof of where the price came from.'],
      ['property', 'SEARCH_SEIZE_FREEZE', 'Freezing of the property, on the day that was agreed.'],
      ['accountant', 'TAKE_EVIDENCE_OR_STATEMENTS', 'A statement of the SCI’s accountant, after the freezing, on who gave instructions.'],
    ],
    acts: [
      [5, '07:00', 'peter', 'draft'],
      [4, '06:40', 'peter', 'submit', 'all', { to: ['wanjiru'] }],
      [4, '09:30', 'wanjiru', 'transmit', 'all', { to: ['claire', 'thomas'], deadline: [6, '08:00'], words: { reasons: 'On that day the records are produced in Singapore; from then on the director is warned.' } }],
      [4, '10:15', 'claire', 'acknowledge'],
      [0, '06:35', 'thomas', 'assess'],
    ],
  },
  {
    requested: 'france', title: 'كشوف حساب شركة النقل وسماع ممثلها', urgent: false,
    sections: [
      ['REQUESTING_AUTHORITY', 'مكتب التعاون القضائي الدولي، تونس.'],
      ['SUBJECT_NATURE_AND_CONDUCTING_AUTHORITY', 'بحث تحقيقي في الرشوة وغسل الأموال، بيد قاضي التحقيق بالقطب القضائي الاقتصادي والمالي.'],
      ['FACTS_SUMMARY', 'حصلت شركة نقل على صفقة عمومية، ثم حوّلت خلال شهرين ثلاثة مبالغ إلى حساب في باريس يتصرف فيه قريب للموظف الذي أمضى الصفقة.'],
      ['ASSISTANCE_AND_PROCEDURE_SOUGHT', 'نسخ من الكشوف مشهود بمطابقتها للأصل، وسماع الممثل بحضور محاميه.'],
      ['PURPOSE', 'الاستدلال بها في البحث المذكور.'],
    ],
    measures: [
      ['statements', 'ORIGINAL_OR_CERTIFIED_RECORDS', 'كشوف الحساب عن السنتين الأخيرتين مع وثائق فتحه.'],
      ['representative', 'TAKE_EVIDENCE_OR_STATEMENTS', 'سماع ممثل الشركة في فرنسا حول سبب التحويلات.'],
    ],
    acts: [
      [2, '09:15', 'sami', 'draft'],
      [1, '10:40', 'sami', 'submit', 'all', { to: ['leila'] }],
    ],
  },
];
