/** The rules that come with the product, loaded by the same door as any other file. */
import { RulesDefective, sound } from './defect.js';
import type { LifeCycle } from './life-cycle.js';
import { asset } from './life-cycles/asset.js';
import { extradition } from './life-cycles/extradition.js';
import { mla } from './life-cycles/mla.js';
import { spontaneous } from './life-cycles/spontaneous.js';
import { use } from './life-cycles/use.js';
import { loadLifeCycle } from './load-life-cycle.js';
import { loadPack } from './load-pack.js';
import type { RulePack } from './pack.js';
import { bilateral } from './packs/bilateral.js';
import { budapest } from './packs/budapest.js';
import { cets198 } from './packs/cets-198.js';
import { custom } from './packs/custom.js';
import { eaw } from './packs/eaw.js';
import { ece } from './packs/ece.js';
import { ecma } from './packs/ecma.js';
import { eio } from './packs/eio.js';
import { harare } from './packs/harare.js';
import { reciprocity } from './packs/reciprocity.js';
import { uncac } from './packs/uncac.js';
import { untoc } from './packs/untoc.js';
import { treaties } from './treaties.js';
import { wordClashes } from './treaty-clash.js';
import type { CycleId } from './vocabulary.js';

export const lifeCycles: ReadonlyMap<CycleId, LifeCycle> = new Map([mla, extradition, asset, spontaneous, use].map((file) => [file.id, sound(loadLifeCycle(file))]));
const packOf = (file: unknown): RulePack => sound(loadPack(file, lifeCycles));
const own = [uncac, untoc, ece, ecma, cets198, budapest, eio, eaw, harare, bilateral, reciprocity].map(packOf);
/** The product's own, without treaties that were added as files. */
export const ownPacks: ReadonlyMap<string, RulePack> = new Map(own.map((pack) => [pack.id, pack]));
/** Those that were added as files. */
export const addedPacks: readonly RulePack[] = treaties.map(packOf);
/** In the order in which they are offered: treaties before what goes for any treaty, and for none. */
export const rulePacks: ReadonlyMap<string, RulePack> = inOrder([...own.slice(0, -2), ...addedPacks, ...own.slice(-2)]);
/** What holds on every basis, where its instruments say nothing. Nobody names it. */
export const customary: RulePack = packOf(custom);

/** @throws {RulesDefective} Nobody takes another's id, or calls its terms otherwise. */
function inOrder(packs: readonly RulePack[]): ReadonlyMap<string, RulePack> {
  const twice = packs.find(({ id }, i) => packs.findIndex((pack) => pack.id === id) < i);
  if (twice !== undefined) throw new RulesDefective({ entry: twice.id, rule: 'duplicate' });
  const [clash] = addedPacks.flatMap((pack, i) => wordClashes(pack, addedPacks.slice(0, i)));
  if (clash !== undefined) throw new RulesDefective(clash);
  return new Map(packs.map((pack) => [pack.id, pack]));
}
