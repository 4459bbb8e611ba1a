/**
 * The people and authorities of the demo network. All of them, and everything they write, are invented.
 */
import type { AuthorityKind } from '@comity/contracts';

export interface DemoAuthority { key: string; name: string; state: string; kind: AuthorityKind }
export interface DemoPerson { key: string; login: string; name: string; title: string; authority: string; role: 'officer' | 'focal-point' | 'practitioner'; device: string }

export const networkName = 'Meridian Network';
export const secretariat = { key: 'secretariat', name: 'Meridian Network Secretariat', state: 'AT' };

export const authorities: DemoAuthority[] = [
  { key: 'kenya', name: 'Asset Recovery and Tracing Office', state: 'KE', kind: 'asset-recovery' },
  { key: 'brazil', name: 'Unidade de Cooperação Jurídica Internacional', state: 'BR', kind: 'central-authority' },
  { key: 'france', name: 'Parquet financier, section de l’entraide', state: 'FR', kind: 'prosecution' },
  { key: 'tunisia', name: 'مكتب التعاون القضائي الدولي', state: 'TN', kind: 'central-authority' },
  { key: 'singapore', name: 'Corrupt Practices Liaison Branch', state: 'SG', kind: 'anti-corruption' },
  { key: 'canada', name: 'International Assistance Group', state: 'CA', kind: 'central-authority' },
];

export const people: DemoPerson[] = [
  { key: 'ingrid', login: 'ingrid.steiner', name: 'Ingrid Steiner', title: 'Head of Secretariat', authority: 'secretariat', role: 'officer', device: 'Secretariat desk' },
  { key: 'daniel', login: 'daniel.okonkwo', name: 'Daniel Okonkwo', title: 'Network Security Officer', authority: 'secretariat', role: 'officer', device: 'Security desk' },
  { key: 'wanjiru', login: 'wanjiru.kamau', name: 'Wanjiru Kamau', title: 'Deputy Director', authority: 'kenya', role: 'focal-point', device: 'Nairobi desk' },
  { key: 'peter', login: 'peter.otieno', name: 'Peter Otieno', title: 'Senior Investigator', authority: 'kenya', role: 'practitioner', device: 'Field laptop' },
  { key: 'beatriz', login: 'beatriz.carvalho', name: 'Beatriz Carvalho', title: 'Coordenadora', authority: 'brazil', role: 'focal-point', device: 'Brasília' },
  { key: 'rafael', login: 'rafael.nogueira', name: 'Rafael Nogueira', title: 'Analista', authority: 'brazil', role: 'practitioner', device: 'Estação 12' },
  { key: 'claire', login: 'claire.aubry', name: 'Claire Aubry', title: 'Vice-procureure', authority: 'france', role: 'focal-point', device: 'Poste du parquet' },
  { key: 'thomas', login: 'thomas.lefevre', name: 'Thomas Lefèvre', title: 'Magistrat de liaison', authority: 'france', role: 'practitioner', device: 'Portable' },
  { key: 'leila', login: 'leila.bensalah', name: 'ليلى بن صالح', title: 'رئيسة المكتب', authority: 'tunisia', role: 'focal-point', device: 'مكتب تونس' },
  { key: 'sami', login: 'sami.trabelsi', name: 'سامي الطرابلسي', title: 'قاضي التعاون الدولي', authority: 'tunisia', role: 'practitioner', device: 'حاسوب محمول' },
  { key: 'jiahui', login: 'lim.jiahui', name: '林嘉慧 Lim Jia Hui', title: 'Assistant Director', authority: 'singapore', role: 'focal-point', device: 'Branch desk' },
  { key: 'arjun', login: 'arjun.menon', name: 'Arjun Menon', title: 'Financial Investigator', authority: 'singapore', role: 'practitioner', device: 'Analysis room' },
  { key: 'emilie', login: 'emilie.tremblay', name: 'Émilie Tremblay', title: 'Avocate-conseil', authority: 'canada', role: 'focal-point', device: 'Ottawa' },
  { key: 'james', login: 'james.macleod', name: 'James MacLeod', title: 'Counsel', authority: 'canada', role: 'practitioner', device: 'Counsel laptop' },
];
