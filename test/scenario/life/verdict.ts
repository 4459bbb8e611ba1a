/**
 * Compares what every desk shows with what the model says it must, byte for byte, and tries to read what is over; answers
 * everything that differs.
 */
import type { ItemId, SpaceId } from '@comity/contracts';
import type { TimelineEntry } from '@comity/sdk';
import type { Line } from './diary.js';
import { destroyedAt, goneAt } from './keeping.js';
import type { SpaceLog } from './log.js';
import { expectedOf, Reader, type Expected } from './model.js';
import type { Desk, Player, Players } from './players.js';
import type { Haul } from './thief.js';

/** What is compared of what a client shows. */
function shown(entry: TimelineEntry): unknown {
  switch (entry.type) {
    case 'topic': return { type: entry.type, seq: entry.seq, id: entry.id };
    case 'unopened': return { type: entry.type, seq: entry.seq };
    case 'quarantined': return { type: entry.type, seq: entry.seq, rule: entry.rule };
    case 'joined': case 'left': return { type: entry.type, seq: entry.seq, who: [...entry.who].sort() };
    case 'message': return {
      type: entry.type, seq: entry.seq, id: entry.id, sender: entry.sender, device: entry.device, handling: entry.handling, text: entry.text, edited: entry.edited.map(({ text }) => text), withdrawn: entry.withdrawn !== null,
      topic: entry.topic, reply: entry.reply?.text ?? null, reactions: entry.reactions, pinned: entry.pinned?.by ?? null,
      alert: entry.alert === null ? null : { acknowledged: entry.alert.acknowledged.map(({ person }) => person), outstanding: [...entry.alert.outstanding].sort() },
      poll: entry.poll === null ? null : { options: entry.poll.options, closed: entry.poll.closed }, files: entry.files.map(({ name, size }) => ({ name, size })),
    };
    case 'step': case 'dossier': case 'entry': case 'offer': case 'device-joined': case 'device-left': case 'created': case 'profile': case 'closing': case 'policy': case 'history': case 'erased': return undefined;
  }
}

function wanted(expected: Expected, actual: { topic?: unknown } | undefined): unknown {
  if (expected.type !== 'message') return expected;
  const { file, topic, topicKnown, ...rest } = expected;
  return { ...rest, topic: topicKnown || actual?.topic === topic ? topic : null, files: file === null ? [] : [{ name: file.name, size: file.bytes.length }] };
}

const sorted = (value: unknown): string => JSON.stringify(value, (_, part: unknown) => (part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));

export class Verdict {
  readonly faults: string[] = [];
  private readonly now: Date;
  /** Of each space: what may open its items, from all desks that are inside. */
  private readonly stolen = new Map<SpaceId, Uint8Array[]>();
  private opened = 0;
  private constructor(private readonly players: Players, private readonly logs: readonly SpaceLog[], private readonly lines: ReadonlyMap<ItemId, Line>) { this.now = players.people.clock.now(); }

  static async of(players: Players): Promise<string[]> {
    const lines = new Map(players.desks.flatMap(({ diary }) => [...diary.byItem()]));
    const verdict = new Verdict(players, await players.logs(), lines);
    for (const log of verdict.logs) verdict.judgeLog(log);
    for (const desk of players.desks) await verdict.judge(desk);
    for (const log of verdict.logs) verdict.judgeKeys(log);
    if (verdict.opened === 0) verdict.fault('the keys that are left open nothing at all');
    await verdict.judgeService();
    return verdict.faults;
  }

  /** Nobody comes or goes but as the players wanted, and nothing that was written by somebody inside is missing. */
  private judgeLog(log: SpaceLog): void {
    const { players } = this;
    for (let seq = 1; seq <= log.head; seq += 1) {
      const [before, now] = [log.peopleAfter(seq - 1), log.peopleAfter(seq)];
      for (const person of before) {
        if (!now.has(person) && !players.farewells.some((each) => each.person === person && (each.space === null || each.space === log.id))) this.fault(`${this.nameOf(person)} was dropped from ${log.id} at ${seq}, and nobody wanted it`);
      }
    }
    for (const desk of players.desks) {
      if (desk.state !== 'on') continue;
      // Whoever was outside for a time may have been refused what they wrote then.
      const seated = log.stints(desk.id);
      if (seated.length !== 1 || seated[0]!.to !== null) continue;
      const written = desk.diary.lines.filter(({ space }) => space === log.id).length;
      const there = log.entries.filter(({ item, device }) => item !== null && device === desk.id && this.lines.has(item.id)).length;
      if (written !== there) this.fault(`${this.nameOf(desk.diary.by)} wrote ${written} items in ${log.id}, and the log holds ${there}`);
    }
    const [must, may] = [destroyedAt(log, this.now), goneAt(log, log.head, this.now)];
    for (const { seq, item } of log.entries) {
      if (item !== null && (item.destroyed ? seq > may : seq <= must)) this.fault(`the service ${item.destroyed ? 'destroyed' : 'kept'} entry ${seq} of ${log.id}, where what is over ends with ${must}`);
    }
    for (const [device, { delivered, link }] of log.receipts) {
      if (delivered > log.head || !link.equals(log.at(delivered).link)) this.fault(`a receipt of ${device} is over another transcript of ${log.id} at ${delivered}`);
    }
  }

  private async judge(desk: Desk): Promise<void> {
    if (desk.state === 'over') {
      if (desk.client.phase().phase !== 'signed-out') this.fault(`${this.who(desk)} is over and still ${desk.client.phase().phase}`);
      await desk.client.settled();
      // The keys of a device that was revoked are gone; those of a person whose access ended are locked away.
      const [account] = await desk.device.store.list(`accounts/${desk.diary.by}`);
      if (account !== undefined && (JSON.parse(new TextDecoder().decode(account[1])) as { key: string | null }).key !== null) this.fault(`${this.who(desk)} is over and still open`);
      return;
    }
    if (desk.state !== 'on') return;
    for (const { rule, space, seq } of await desk.client.alarms()) this.fault(`${this.who(desk)} was alarmed: ${rule} in ${space} at ${seq}`);
    const views = new Map((await desk.client.spaces()).map((view) => [view.id, view]));
    const haul = await this.players.thief.haul(desk);
    for (const log of this.logs) {
      const reader = new Reader(log, desk.diary.by, desk.id, this.lines, await this.keyless(log, desk), desk.absences.map(({ from, to }) => ({ from: from.get(log.id) ?? 0, to: to === null ? null : to.get(log.id) ?? 0 })), this.now);
      const view = views.get(log.id);
      if (reader.inside !== (view !== undefined && !view.left)) {
        this.fault(`${this.who(desk)} is ${reader.inside ? '' : 'not '}in ${log.id}, and shows ${view === undefined ? 'nothing of it' : view.left ? 'that it left' : 'that it is'}`);
        continue;
      }
      if (view === undefined) continue;
      const expected = expectedOf(log, reader, this.lines, desk.diary.waiting(log.id, log.items));
      // What the service destroyed after somebody had left, by rules that came later, is with those who had read it before.
      if (reader.inside || !log.entries.some(({ seq, item }) => item?.destroyed === true && seq > reader.gone && seq <= reader.until)) await this.compare(desk, log, reader, expected);
      this.judgeHaul(desk, log, reader, haul);
      // A transcript is learnt from what others say; where the service destroyed all of that, a device that came later can vouch for nothing.
      const learnt = log.receipts.has(desk.id) || log.entries.some(({ seq, item }) => seq >= reader.since && item?.destroyed === false);
      if (reader.inside && learnt && (log.receipts.get(desk.id)?.delivered ?? 0) < log.head) this.fault(`${this.who(desk)} says it has ${log.receipts.get(desk.id)?.delivered ?? 0} of ${log.head} of ${log.id}`);
    }
  }

  private async compare(desk: Desk, log: SpaceLog, reader: Reader, expected: readonly Expected[]): Promise<void> {
    const { entries } = await desk.client.timeline(log.id, 0, 100_000);
    const erased = entries.filter(({ type }) => type === 'erased');
    if (erased.length > 1 || erased.some(({ seq }) => seq! > reader.gone) || (erased.length === 0 && reader.outlived(this.lines))) this.fault(`${this.who(desk)} shows in ${log.id}, of which all is over up to ${reader.gone}, that it is erased up to ${sorted(erased.map(({ seq }) => seq))}`);
    // Who sat there before the first entry of a given past nobody tells: nor who left with it.
    const dim = ({ type, seq }: { type: string; seq: number | null }): boolean => (type === 'joined' || type === 'left') && seq !== null && (seq < reader.bareUntil || seq <= reader.gone || (type === 'left' && seq === reader.since));
    const clear = expected.filter((each) => !dim(each));
    const held = entries.filter((entry) => entry.seq !== null && !dim(entry)).map(shown).filter((each) => each !== undefined);
    const places = Math.max(held.length, clear.length);
    for (let place = 0; place < places; place += 1) {
      const [is, must] = [held[place] as { topic?: unknown } | undefined, clear[place]];
      const [left, right] = [sorted(is), must === undefined ? undefined : sorted(wanted(must, is))];
      if (left === right) continue;
      this.fault(`${this.who(desk)} in ${log.id} (since ${reader.since}, stays ${sorted(log.stays(desk.diary.by))}, stints ${sorted(log.stints(desk.id))}) at entry ${place} of ${places}\n  holds ${left}\n  must  ${right}`);
      return;
    }
    // What was withdrawn takes its file along for everybody, those too who may not read that it was.
    const withdrawn = new Set([...log.items].map((id) => this.lines.get(id)?.saying).flatMap((saying) => (saying?.type === 'withdraw' ? [saying.on.id] : [])));
    for (const each of expected) {
      if (each.type !== 'message' || each.file === null || withdrawn.has(each.id)) continue;
      const entry = entries.find((one) => one.type === 'message' && one.id === each.id);
      const file = entry?.type === 'message' ? entry.files[0] : undefined;
      // The service serves files as far as it serves the log.
      if (file === undefined || each.seq < reader.since) continue;
      const read = await desk.client.readFile(log.id, { id: each.id, seq: each.seq }, file.id, 0, file.size).then((bytes) => (Buffer.from(bytes).equals(each.file!.bytes) ? 'the same' : 'others'), (error: unknown) => String(error));
      if (read !== 'the same') this.fault(`${this.who(desk)} reads the bytes of ${each.file.name} in ${log.id} at ${each.seq}: ${read}`);
    }
  }

  /** What is over is nowhere on a desk, nor in its person's vault: neither keys nor words. */
  private judgeHaul(desk: Desk, log: SpaceLog, reader: Reader, haul: Haul): void {
    if (reader.inside) this.stolen.set(log.id, [...(this.stolen.get(log.id) ?? []), ...(haul.keys.get(log.id) ?? [])]);
    for (const key of this.players.thief.keysUpTo(log.id, reader.gone)) {
      if (haul.texts.has(key) || haul.bytes.includes(Buffer.from(key, 'base64url'))) return this.fault(`${this.who(desk)} or its vault has a key of ${log.id} from before ${reader.gone}`);
    }
    for (const { seq, item } of log.entries) {
      const saying = item === null || seq > reader.gone ? undefined : this.lines.get(item.id)?.saying;
      if ((saying?.type === 'text' || saying?.type === 'edit') && haul.texts.has(saying.text)) return this.fault(`${this.who(desk)} has the words of ${seq} of ${log.id}, where all is over up to ${reader.gone}`);
    }
  }

  /** What everybody inside has together opens what is left, and nothing that is over. */
  private judgeKeys(log: SpaceLog): void {
    const gone = goneAt(log, log.head, this.now);
    const opened = this.players.thief.opens(log.id, this.stolen.get(log.id) ?? []);
    const over = opened.filter((seq) => seq <= gone);
    if (over.length > 0) this.fault(`the keys that are left open ${sorted(over)} of ${log.id}, where all is over up to ${gone}`);
    this.opened += opened.length;
  }

  /** No column of the service's database holds a key of a space. */
  private async judgeService(): Promise<void> {
    const database = await this.players.thief.database();
    for (const log of this.logs) {
      for (const key of this.players.thief.keysUpTo(log.id, log.head)) if (database.includes(key) || database.includes(Buffer.from(key, 'base64url').toString('hex'))) this.fault(`the service has a key of ${log.id}`);
    }
  }

  /**
   * Epochs of which no device of the person that is left, or could bring it to the vault, ever had the key. A colleague who was there may have
   * given it since: whether one was on is not modelled, so that such an epoch may be open, whole and unharmed, or closed.
   */
  private async keyless(log: SpaceLog, desk: Desk): Promise<Set<number>> {
    const siblings = desk.player.desks.filter((each) => each !== desk);
    const own = log.stints(desk.id);
    const missing = new Set<number>();
    for (const { epoch, from } of [{ epoch: 0, from: 1 }, ...log.epochs()]) {
      const mine = own.some((stint) => stint.from <= from && from < (stint.to ?? Infinity));
      const theirs = siblings.some((each) => log.stints(each.id).some((stint) => stint.from <= from && from < (stint.to ?? Infinity)) && (each.state === 'on' || (each.reached.get(log.id) ?? 0) >= from));
      if (!mine && !theirs) missing.add(epoch);
    }
    const shut = await desk.client.timeline(log.id, 0, 100_000).then(({ entries }) => entries.flatMap(({ type, seq }) => (type === 'unopened' && seq !== null ? [log.at(seq).epoch] : [])), (): number[] => []);
    return new Set([...missing].filter((epoch) => shut.includes(epoch)));
  }

  private who(desk: Desk): string { return `${this.nameOf(desk.diary.by)}'s desk ${desk.player.desks.indexOf(desk) + 1}`; }
  private nameOf(person: Player['person']['id']): string { return this.players.all.find((player) => player.person.id === person)?.person.name ?? person; }
  private fault(text: string): void { this.faults.push(text); }
}
