import { FACT_COUNT, FEATURES, type Evidence } from '../../../shared/classification/evidence.ts';
import { CONCEPTS, isEmptyConcept } from '../../../shared/classification/lexicon.ts';

/** Of the words found, one in so many is made unknown. */
const FORGOTTEN = 3;
const NO_WORDS = FEATURES.indexOf('no-words');

/**
 * The same event as it would look had somebody titled it in words that the lexicon lacks: what other tenants will do.
 * Which words are forgotten depends on the event's id alone, so that every run forgets the same.
 */
export function forgetWords(evidence: Evidence, id: string): Evidence {
  const features = evidence.features.filter(
    (feature) =>
      feature < FACT_COUNT || scatter(`${id} ${CONCEPTS[feature - FACT_COUNT] ?? ''}`) % FORGOTTEN !== 0,
  );
  if (features.length === evidence.features.length) return evidence;
  const wordless = !features.some(isTelling);
  if (wordless && !features.includes(NO_WORDS)) features.push(NO_WORDS);
  return { ...evidence, features, saysSomething: evidence.saysSomething && !wordless };
}

function isTelling(feature: number): boolean {
  return feature >= FACT_COUNT && !isEmptyConcept(feature - FACT_COUNT);
}

/** Fowler–Noll–Vo 1a. */
function scatter(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
}
