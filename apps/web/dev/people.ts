/** The fixture's network: invented people of real kinds of authority. */
import type { AuthorityId, AuthorityKind, DeviceId, Instant, PractitionerId } from '@comity/contracts';
import type { AuthorityView, PersonView } from '@comity/sdk';

export const uuid = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
export const at = (minutesAgo: number): Instant => new Date(Date.now() - minutesAgo * 60_000).toISOString() as Instant;

const table: [name: string, state: string, kind: AuthorityKind, people: [name: string, title: string, role?: PersonView['role']][]][] = [
  ['Secretariat of the Network', 'AT', 'secretariat', [['Amina Diallo', 'Head of Secretariat', 'officer'], ['Kari Holm', 'Deputy Head', 'officer']]],
  ['Fiscalía Especial contra la Corrupción', 'ES', 'anti-corruption', [['Lucía Ferrer Ibáñez', 'Fiscal Delegada', 'focal-point'], ['Javier Ortega Ruiz', 'Fiscal']]],
  ['هيئة الرقابة ومكافحة الفساد', 'SA', 'anti-corruption', [['نورة بنت عبد الله القحطاني', 'مديرة التعاون الدولي', 'focal-point'], ['فهد الشمري', 'محقق أول'], ['ريم العتيبي', 'مستشارة قانونية']]],
  ['Office of the Attorney General of Kenya', 'KE', 'central-authority', [['Wanjiru Kamau', 'Principal State Counsel', 'focal-point'], ['Otieno Odhiambo', 'State Counsel']]],
  ['Parquet national financier', 'FR', 'prosecution', [['Élodie Marchand', 'Vice-procureure', 'focal-point'], ['Thomas Lefèvre', 'Magistrat de liaison']]],
  ['Advocacia-Geral: Departamento de Recuperação de Ativos', 'BR', 'asset-recovery', [['João Batista Nogueira', 'Diretor', 'focal-point'], ['Camila Souza', 'Coordenadora']]],
  ['النيابة العامة الاتحادية', 'AE', 'prosecution', [['سلطان الكعبي', 'رئيس نيابة', 'focal-point']]],
  ['Financial Intelligence Centre', 'ZA', 'fiu', [['Thandiwe Nkosi', 'Senior Analyst', 'focal-point'], ['Thandiwe Nkosi', 'Senior Analyst']]],
];

export const authorities: AuthorityView[] = table.map(([name, state, kind], i) => ({ id: uuid(100 + i) as AuthorityId, name, state, kind, ended: false }));
export const people: PersonView[] = table.flatMap(([, , , members], i) => members.map(([name, title, role], j): PersonView => {
  const id = uuid(1000 + i * 10 + j) as PractitionerId;
  const authority = authorities[i];
  if (!authority) throw new Error('the table is whole');
  return {
    id, name, title, authority, role: role ?? 'practitioner', current: !(i === 7 && j === 1), verified: (i + j) % 3 === 0,
    access: accessOf(i, j),
    // The last one listed was vouched for anew.
    supersedes: i === 7 && j === 0 ? uuid(1071) as PractitionerId : null, successor: i === 7 && j === 1 ? uuid(1070) as PractitionerId : null,
    devices: [
      { id: uuid(5000 + i * 10 + j) as DeviceId, name: i === 1 && j === 0 ? 'Office, second floor' : 'Firefox, Windows', certifiedName: 'Firefox, Windows', certifiedAt: at(60 * 24 * 40), renewedAt: at(60 * 24 * 9), until: at(-60 * 24 * 81), expired: false, current: true, thisOne: false },
      ...(j === 0 ? [{ id: uuid(6000 + i * 10) as DeviceId, name: 'Safari, macOS', certifiedName: 'Safari, macOS', certifiedAt: at(60 * 24 * 180), renewedAt: at(60 * 24 * 120), until: at(60 * 24 * (i % 2 === 0 ? -30 : 30)), expired: i % 2 === 1, current: i % 2 === 0, thisOne: false }] : []),
    ],
  };
}));
/** The signed-in person is a focal point of the second authority. */
function accessOf(i: number, j: number): PersonView['access'] {
  const gone = i === 7 && j === 1;
  const own = i === 1 && j > 0;
  return { until: gone ? at(60 * 24 * 3) : own ? at(-60 * 24 * 120) : null, ended: gone ? { at: at(60 * 24 * 3), reason: 'left' } : null, mayEnd: own ? 'alone' : null, mayRenew: own ? 'alone' : null, mayVouchAnew: own ? 'alone' : null };
}
export const personAt = (index: number): PersonView => {
  const person = people[index % people.length];
  if (!person) throw new Error('there are people');
  return person;
};
/** Who is signed in. */
export const me = personAt(2);
