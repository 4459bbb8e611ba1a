/**
 * Linking a device: `LinkAsker` on the new one, `LinkGiver` on the one in use. Trust: the service passes on what they say and
 * may change all of it; the person compares seven words on both, or the one in use reads the new one's code, and only then is
 * the vault key sealed, or taken.
 */
import { decodeBase64Url, equal, formatLinkCode, linkCommitment, linkWords, linkTranscript, newLinkKey, newLinkNonce, openLinked, parseLinkCode, sealLinked, toBase64Url, wipe, type LinkContext, type LinkKey, type LinkReveal } from '@comity/e2ee';
import { limits, type DeviceLink, type DeviceLinkEnd, type DeviceLinkId, type Instant, type Session } from '@comity/contracts';
import type { LinkComparison, LinkRequestView } from '../api.js';
import { alarmed, ComityFailure, isPassing, isProblem } from '../failure.js';
import type { Surroundings } from '../surroundings.js';
import type { Rest } from '../transport/rest.js';
import { viewOf } from './waiting-link.js';

/** Milliseconds between two looks. A new device has no socket yet that could be told. */
const pause = 1_000;

const over = () => new ComityFailure({ kind: 'link-ended' });
const bytes = (text: string): Uint8Array => decodeBase64Url(text) ?? new Uint8Array();

/** A request as it stands; `link-ended` when there is none. */
async function ask<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw isProblem(error, 'not-found', 'not-acceptable') ? over() : error;
  }
}

async function end(rest: Rest, id: DeviceLinkId, because: DeviceLinkEnd['because']): Promise<void> {
  // What cannot be ended now ends by itself within minutes.
  await rest.call('endLink', { params: { id }, query: { because } }).catch((error: unknown) => { if (!(error instanceof ComityFailure)) throw error; });
}

/** Looks at a request again and again until `look` finds something there, it is over, or nobody wants to know. */
class Watch {
  private readonly stopping = new AbortController();
  private readonly until: number;

  constructor(private readonly rest: Rest, private readonly id: DeviceLinkId, private readonly now: () => Date) { this.until = now().getTime() + limits.linkSeconds * 1_000; }

  async for<T>(look: (link: DeviceLink) => T | null): Promise<T> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.now().getTime() < this.until) {
      const found = await ask(this.rest.call('link', { params: { id: this.id } })).then(look, (error: unknown) => { if (isPassing(error)) return null; throw error; });
      if (found !== null && !signal.aborted) return found;
      await new Promise<void>((resolve) => {
        const go = () => { clearTimeout(timer); signal.removeEventListener('abort', go); resolve(); };
        const timer = setTimeout(go, pause);
        signal.addEventListener('abort', go);
      });
    }
    throw over();
  }

  stop(): void { this.stopping.abort(); }
}

/** The new device's half. Nothing of it outlives the page. */
export class LinkAsker {
  private readonly watch: Watch;
  private answer: { key: Uint8Array; transcript: Uint8Array } | undefined;

  private constructor(private readonly rest: Rest, private readonly context: LinkContext, private readonly key: LinkKey, private readonly nonce: Uint8Array, readonly expiresAt: Instant, now: () => Date) {
    this.watch = new Watch(rest, context.link, now);
  }

  static async ask(rest: Rest, { practitioner, network }: Session, deviceName: string, now: () => Date): Promise<LinkAsker> {
    const [key, nonce] = [newLinkKey(), newLinkNonce()];
    const { id, expiresAt } = await rest.call('requestLink', { body: { name: deviceName, commitment: toBase64Url(linkCommitment({ key: key.publicKey, nonce })) } });
    return new LinkAsker(rest, { pin: network.pin, practitioner, link: id, deviceName }, key, nonce, expiresAt, now);
  }

  get deviceName(): string { return this.context.deviceName; }
  private get reveal(): LinkReveal { return { key: this.key.publicKey, nonce: this.nonce }; }
  get code(): string { return formatLinkCode({ link: this.context.link, ...this.reveal }); }

  /**
   * When the other device answered: words to compare; or the vault key at once, sealed before anything was revealed, so by who read the code.
   */
  async answered(): Promise<{ words: number[] } | { vaultKey: Uint8Array }> {
    const { answer, sealed } = await this.watch.for((link) => (link.answer === null ? null : { answer: link.answer, sealed: link.sealed }));
    const key = bytes(answer);
    const transcript = linkTranscript(this.context, this.reveal, key);
    this.answer = { key, transcript };
    if (sealed !== null) return { vaultKey: await this.open(sealed) };
    await ask(this.rest.call('revealLink', { params: { id: this.context.link }, body: { key: toBase64Url(this.key.publicKey), nonce: toBase64Url(this.nonce) } }));
    return { words: linkWords(transcript) };
  }

  /** The vault key, once the person saw the same words here and there: before that, anybody could have sealed what comes. */
  async given(): Promise<Uint8Array> { return this.open(await this.watch.for(({ sealed }) => sealed)); }

  async end(because: DeviceLinkEnd['because']): Promise<void> {
    this.forget();
    await end(this.rest, this.context.link, because);
  }

  forget(): void {
    this.watch.stop();
    wipe(this.key.secretKey, this.nonce);
  }

  private async open(sealed: string): Promise<Uint8Array> {
    const vaultKey = this.answer === undefined ? undefined : openLinked(bytes(sealed), this.key.secretKey, this.answer.key, this.nonce, this.answer.transcript);
    if (vaultKey !== undefined) return vaultKey;
    await this.end('differs');
    throw alarmed('link-tampered');
  }
}

/** The half of the device in use: one request at a time. */
export class LinkGiver {
  private pending: { link: DeviceLinkId; reveal: LinkReveal; key: LinkKey; transcript: Uint8Array } | undefined;
  private watch: Watch | undefined;

  constructor(private readonly env: Pick<Surroundings, 'rest' | 'secrets' | 'alarms' | 'now'>) {}

  /** Answers with a key of this device's, then learns the new one's: the request fixed that one before it saw ours. */
  async answer(id: DeviceLinkId): Promise<LinkComparison> {
    const { rest, now } = this.env;
    this.forget();
    const link = await ask(rest.call('link', { params: { id } }));
    const key = newLinkKey();
    const watch = this.watch = new Watch(rest, id, now);
    await ask(rest.call('answerLink', { params: { id }, body: { key: toBase64Url(key.publicKey) } }));
    const { key: theirs, nonce } = await watch.for(({ reveal }) => reveal);
    return { ...viewOf(link), words: linkWords(await this.hold(link, { key: bytes(theirs), nonce: bytes(nonce) }, key)) };
  }

  /** Takes the new device's key from its screen: nothing needs to be compared. */
  async read(code: string): Promise<LinkRequestView> {
    this.forget();
    const parsed = parseLinkCode(code);
    if (parsed === undefined) throw over();
    const link = await ask(this.env.rest.call('link', { params: { id: parsed.link } }));
    await this.hold(link, parsed, newLinkKey());
    return viewOf(link);
  }

  /** Seals the vault key to the device whose key this one knows to be right. Throws `step-up-required` when the sign-in is too old. */
  async give(): Promise<void> {
    const { pending } = this;
    if (pending === undefined) throw over();
    const { link, reveal, key, transcript } = pending;
    const sealed = sealLinked(this.env.secrets.vaultKey, key.secretKey, reveal, transcript);
    if (sealed === undefined) return this.tampered(link);
    await ask(this.env.rest.call('giveLink', { params: { id: link }, body: { key: toBase64Url(key.publicKey), sealed: toBase64Url(sealed) } }));
    this.forget();
  }

  /** The person wants none of it, or saw other words there: then somebody may stand between the two devices. */
  async refuse(id: DeviceLinkId, differs: boolean): Promise<void> {
    this.forget();
    if (differs) await this.env.alarms.raise('link-tampered');
    await end(this.env.rest, id, differs ? 'differs' : 'refused');
  }

  forget(): void {
    this.watch?.stop();
    if (this.pending !== undefined) wipe(this.pending.key.secretKey);
    this.pending = undefined;
  }

  private async hold(link: DeviceLink, reveal: LinkReveal, key: LinkKey): Promise<Uint8Array> {
    const { secrets } = this.env;
    if (!equal(linkCommitment(reveal), bytes(link.commitment))) return this.tampered(link.id);
    const transcript = linkTranscript({ pin: secrets.network.pin, practitioner: secrets.practitioner, link: link.id, deviceName: link.name }, reveal, key.publicKey);
    this.pending = { link: link.id, reveal, key, transcript };
    return transcript;
  }

  private async tampered(id: DeviceLinkId): Promise<never> {
    await this.refuse(id, true);
    throw alarmed('link-tampered');
  }
}
