/** Encrypted files: their uploads, the items they were placed with, and what room they take. */
import { Migration } from '@mikro-orm/migrations';
import { classify, type Classified } from '../classification.js';

const tables: Record<string, { ddl: string[]; columns: Record<string, Classified> }> = {
  file: {
    ddl: [`create table file (
      id uuid primary key,
      network uuid not null,
      space uuid not null,
      practitioner uuid not null,
      device uuid not null,
      size bigint not null check (size > 0),
      received bigint not null default 0 check (received between 0 and size),
      handle text not null,
      next_part integer not null default 1,
      parts jsonb not null default '[]',
      created_at timestamptz(3) not null,
      touched_at timestamptz(3) not null,
      completed_at timestamptz(3) check (completed_at is null or received = size),
      doomed_at timestamptz(3))`,
    'create index file_of_practitioner on file (practitioner)',
    'create index file_doomed on file (doomed_at) where doomed_at is not null'],
    columns: {
      id: 'routing: random id, made by the sender\'s client', network: 'routing', space: 'routing: the space it was uploaded for', practitioner: 'routing: who uploaded it', device: 'routing: with which device',
      size: 'routing: bytes of the sealed blob; the content is padded to a Padmé size before', received: 'operational: bytes stored and flushed', handle: 'operational: name of the upload in an object store', next_part: 'operational', parts: 'operational: parts in an object store and their tags',
      created_at: 'operational', touched_at: 'operational: last append; what is placed nowhere a day later is removed', completed_at: 'operational', doomed_at: 'operational: to be removed; answers as if it did not exist',
    },
  },
  file_place: {
    ddl: [`create table file_place (
      file uuid not null references file,
      space uuid not null,
      sender uuid not null,
      item uuid not null,
      practitioner uuid not null,
      placed_at timestamptz(3) not null,
      primary key (file, space, sender, item))`,
    'create index file_place_item on file_place (space, sender, item)'],
    columns: { file: 'routing', space: 'routing: where it may be read', sender: 'routing: device that posted the item', item: 'routing: whoever may read this item may read the file', practitioner: 'routing: who may take it away again', placed_at: 'operational' },
  },
  file_room: {
    ddl: [`create table file_room (
      scope text not null check (scope in ('service', 'space', 'practitioner')),
      id uuid not null,
      bytes bigint not null check (bytes >= 0),
      primary key (scope, id))`],
    columns: { scope: 'operational: whose room', id: 'routing: the network, space or practitioner', bytes: 'operational: taken by files, announced sizes included' },
  },
};

export class Files extends Migration {
  override async up(): Promise<void> {
    for (const [name, { ddl, columns }] of Object.entries(tables)) for (const sql of [...ddl, ...classify(name, columns)]) await this.execute(sql);
  }
}
