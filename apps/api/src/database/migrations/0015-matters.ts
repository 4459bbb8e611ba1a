/** What the service is told of requests, if the network wants figures, and the counts that figures are read from. */
import { Migration } from '@mikro-orm/migrations';
import { classify } from '../classification.js';

const stages = "'transmitted', 'acknowledged', 'in-execution', 'done', 'refused', 'impossible', 'withdrawn', 'closed'";

export class Matters extends Migration {
  override async up(): Promise<void> {
    await this.execute(`create table figures_setting (
      network uuid primary key references network,
      body jsonb not null,
      signature text not null,
      told_from timestamptz(3),
      set_at timestamptz(3) not null)`);
    await this.execute(`create table matter (
      space uuid primary key references space,
      network uuid not null,
      kind text not null check (kind in ('mla', 'extradition', 'asset')),
      requesting uuid not null,
      requested uuid not null check (requested <> requesting),
      year smallint not null,
      urgent boolean not null,
      facilitated boolean not null,
      offence text,
      stage text not null check (stage in (${stages})),
      outcome text check (outcome in (${stages})),
      transmitted_at timestamptz(3) not null,
      acknowledged_at timestamptz(3),
      ended_at timestamptz(3),
      last_at timestamptz(3) not null)`);
    // The one in the order of a page, the other for what few of a page have.
    for (const side of ['requesting', 'requested']) {
      await this.execute(`create index matter_${side} on matter (${side}, last_at desc, space desc)`);
      await this.execute(`create index matter_${side}_of on matter (${side}, year, kind, stage, last_at desc, space desc)`);
    }
    await this.execute('create index matter_pair on matter (requesting, requested, last_at desc, space desc)');
    await this.execute('create index space_member_inside on space_member (practitioner, space) where until_seq is null');
    await this.execute(`create table matter_event (
      space uuid not null references matter,
      seq bigint not null check (seq > 0),
      at timestamptz(3) not null,
      items jsonb not null,
      told_by uuid not null,
      told_at timestamptz(3) not null,
      primary key (space, seq))`);
    await this.execute('create trigger matter_event_append_only before update or delete or truncate on matter_event execute function refuse_change()');
    await this.execute(`create table matter_count (
      network uuid not null,
      figure text not null,
      year smallint not null,
      kind text not null,
      key text not null,
      count integer not null check (count >= 0),
      primary key (network, figure, year, kind, key))`);
    const classes = {
      figures_setting: { network: 'routing', body: 'operational: whether clients tell of requests, since when, and who sees the figures', signature: 'signature: of the officer who set it', told_from: 'operational: the same since, by the clock by which spaces begin', set_at: 'operational' },
      matter: {
        space: 'routing: the space in which both sides are', network: 'routing', kind: 'routing: mutual legal assistance, extradition or asset recovery, by the word of a client', requesting: 'routing: authority', requested: 'routing: authority',
        year: 'operational: in which it was transmitted', urgent: 'operational: by the word of a client', facilitated: 'routing: somebody of the secretariat is, or was, inside', offence: 'operational: category for statistics, if the network asks for it',
        stage: 'operational: in eight words, by the word of clients', outcome: 'operational: how it ended; null: it is open', transmitted_at: 'operational', acknowledged_at: 'operational', ended_at: 'operational', last_at: 'operational: of the last step that was told',
      },
      matter_event: {
        space: 'routing', seq: 'routing: the step, by its place in the log', at: 'operational: when the service stored the step', items: 'operational: the stage that each measure, person or asset came to, by ids that say nothing',
        told_by: 'routing: who took the step, and told', told_at: 'operational',
      },
      matter_count: { network: 'routing', figure: 'operational: what is counted', year: 'operational', kind: 'operational', key: 'operational: which cell, or how many days', count: 'operational' },
    } as const;
    for (const [table, columns] of Object.entries(classes)) for (const comment of classify(table, columns)) await this.execute(comment);
  }
}
