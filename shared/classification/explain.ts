import type { Because } from './classification.ts';
import { categoryFacts, FACT_COUNT, FEATURES, type Evidence } from './evidence.ts';
import { originalWords } from './fold-title.ts';
import { isEmptyConcept } from './lexicon.ts';
import type { ReadyPoints, ReadyRow } from './points.ts';
import { registrableDomain } from './registrable-domain.ts';

const MOST_REASONS = 4;
/** A reason of fewer points than this is noise to a reader. */
const SMALLEST_REASON = 3;

/** The strongest reasons first, at most four: each by the class that it moves most, with the word or domain it rests on. */
export function explain(evidence: Evidence, points: ReadyPoints, taught: readonly Because[] = []): Because[] {
  const rows = points[evidence.room.kind];
  const features: number[] = [];
  for (const feature of evidence.features) {
    const strength = strengthOf(rows[feature]);
    if (strength < SMALLEST_REASON || isEmptyWord(feature)) continue;
    let at = features.length;
    while (at > 0 && strengthOf(rows[features[at - 1] ?? -1]) < strength) at--;
    if (at < MOST_REASONS) features.splice(at, 0, feature);
  }
  const found = features.slice(0, MOST_REASONS).map((feature) => ({
    signal: signalOf(feature, evidence),
    value: valueOf(feature, evidence),
    speaksFor: rows[feature]?.speaksFor ?? 'internal',
    weight: rows[feature]?.weight ?? 0,
  }));
  if (taught.length === 0) return found;
  return [...taught, ...found].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight)).slice(0, MOST_REASONS);
}

/** "Meeting" and "focus" say nothing of the purpose: their points count, but they are no reason that a reader could follow. */
function isEmptyWord(feature: number): boolean {
  return feature >= FACT_COUNT && isEmptyConcept(feature - FACT_COUNT);
}

function strengthOf(row: ReadyRow | undefined): number {
  return row ? Math.abs(row.weight) : 0;
}

/** A key below `because` in the locales. */
function signalOf(feature: number, evidence: Evidence): string {
  if (feature >= FACT_COUNT) return 'word';
  return feature === 0 ? `room.${evidence.room.kind}` : `fact.${FEATURES[feature] ?? ''}`;
}

function valueOf(feature: number, { room, folded, hits, named, categories }: Evidence): string {
  const hit =
    feature >= FACT_COUNT ? hits.find(({ concept }) => FACT_COUNT + concept === feature) : undefined;
  if (hit) return originalWords(folded, hit.start, hit.end);
  const fact = FEATURES[feature] ?? '';
  if (fact === 'room') return room.domain;
  if (fact.startsWith('names-') && named !== null && fact === `names-${named.relation}`) return named.domain;
  if (fact.startsWith('trade-')) {
    return (
      room.outsideDomains.find((domain) =>
        registrableDomain(domain).trades.some((trade) => trade === fact),
      ) ?? ''
    );
  }
  if (fact.startsWith('category-')) {
    return categories.find((category) => categoryFacts(category).some((found) => found === fact)) ?? '';
  }
  return '';
}
