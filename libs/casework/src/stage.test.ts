import { describe, expect, it } from '@jest/globals';
import { MatterKind } from '@comity/contracts';
import { lifeCycles } from './standard.js';
import { assetStageOf, stageOf } from './stage.js';

const drafts: Record<MatterKind, string[]> = { mla: ['DRAFT', 'INTERNAL_REVIEW', 'DRAFT_CONSULTATION'], extradition: ['DRAFT', 'INTERNAL_REVIEW'], asset: ['INTELLIGENCE', 'INTERNAL_REVIEW'] };

describe('the stage of a request', () => {
  it.each(MatterKind.options)('is known of every state of %s but those of its draft', (kind) => {
    expect(lifeCycles.get(kind)!.states.filter((state) => stageOf(kind, state) === null)).toEqual(drafts[kind]);
  });
  it.each(MatterKind.options)('is an end where no row of %s moves it on but its closing and what comes after the end', (kind) => {
    const { final } = lifeCycles.get(kind)!;
    for (const state of final) expect(['done', 'refused', 'closed']).toContain(stageOf(kind, state));
  });
  it('tells a grant from what came of it', () => {
    expect(['GRANTED', 'SURRENDERED', 'LAPSED', 'DOMESTIC_PROSECUTION'].map((state) => stageOf('extradition', state))).toEqual(['done', 'done', 'impossible', 'refused']);
    expect(['NOT_EXECUTABLE', 'PARTIALLY_EXECUTED', 'IN_EXECUTION'].map((state) => stageOf('mla', state))).toEqual(['impossible', 'done', 'in-execution']);
  });
});

describe('the stage of an asset', () => {
  const { states, final } = lifeCycles.get('asset')!;
  it('is known of every state but those of the draft', () => {
    expect(states.filter((state) => assetStageOf(state) === null)).toEqual(drafts.asset);
  });
  it('follows it from where it is sought to its return, and is an end where nothing leads on', () => {
    expect(['TRACED', 'FROZEN', 'THIRD_PARTY_CLAIM', 'CONFISCATED', 'AGREED', 'MONITORED', 'LIFTED', 'REFUSED', 'CLOSED'].map(assetStageOf)).toEqual(['sought', 'frozen', 'in-confiscation', 'confiscated', 'confiscated', 'returned', 'ended', 'ended', 'ended']);
    for (const state of final) expect(['returned', 'ended']).toContain(assetStageOf(state));
  });
});
