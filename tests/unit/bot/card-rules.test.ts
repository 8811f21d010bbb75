import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { CardButton } from '../../../bot/cards/adaptive-card.ts';
import { parseCardTap } from '../../../bot/cards/card-tap.ts';
import { EVERY_CARD } from './every-card.ts';

const LANGUAGES = ['sv', 'en'] as const;
const CASES = EVERY_CARD.flatMap(([name, make]) =>
  LANGUAGES.map((language) => [`${name} ${language}`, make(language)] as const),
);

/** What Teams draws of Adaptive Cards 1.5, as far as our cards go; nothing else may stand in them. */
const label = z.string().min(1).max(20);
const buttonSchema = z.union([
  z.strictObject({
    type: z.literal('Action.Execute'),
    title: label,
    verb: z.string(),
    fallback: z.strictObject({
      type: z.literal('Action.Submit'),
      title: label,
      data: z.strictObject({ verb: z.string() }),
    }),
  }),
  z.strictObject({ type: z.literal('Action.OpenUrl'), title: label, url: z.url({ protocol: /^https$/ }) }),
]);
const cardSchema = z.strictObject({
  type: z.literal('AdaptiveCard'),
  version: z.literal('1.5'),
  lang: z.enum(LANGUAGES),
  fallbackText: z.string().min(1),
  body: z
    .array(
      z.discriminatedUnion('type', [
        z.strictObject({
          type: z.literal('TextBlock'),
          text: z.string().min(1),
          wrap: z.literal(true),
          style: z.literal('heading').optional(),
          size: z.enum(['medium', 'small']).optional(),
          weight: z.literal('bolder').optional(),
          isSubtle: z.literal(true).optional(),
          spacing: z.enum(['none', 'small', 'medium', 'large']).optional(),
          separator: z.literal(true).optional(),
        }),
        z.strictObject({
          type: z.literal('ActionSet'),
          actions: z.array(buttonSchema).min(1).max(2),
          spacing: z.literal('small').optional(),
        }),
      ]),
    )
    .min(1),
});

describe.each(CASES)('the card %s', (_, card) => {
  const buttons: CardButton[] = card.body.flatMap((element) =>
    element.type === 'ActionSet' ? element.actions : [],
  );

  it('is made of what Teams draws: short buttons in rows of two, texts that wrap, no input', () => {
    expect(cardSchema.safeParse(card).error).toBeUndefined();
  });

  it('stays below 4 KB', () => {
    expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(4096);
  });

  it('has one heading, and it comes first', () => {
    const headings = card.body.map((element) => element.type === 'TextBlock' && element.style === 'heading');
    expect(headings).toEqual([true, ...headings.slice(1).map(() => false)]);
  });

  it('has no two buttons that do the same or are called the same', () => {
    const acts = buttons.map((button) => (button.type === 'Action.OpenUrl' ? button.url : button.verb));
    expect(new Set(acts).size).toBe(acts.length);
    expect(new Set(buttons.map((button) => button.title)).size).toBe(buttons.length);
  });

  it('sends taps that the bot reads, the same from old clients', () => {
    const taps = buttons.filter((button) => button.type === 'Action.Execute');
    expect(taps.map((button) => parseCardTap(button.verb))).not.toContain(null);
    expect(taps.map((button) => button.fallback.data.verb)).toEqual(taps.map((button) => button.verb));
  });

  it('leaves no brace for a value', () => {
    expect(JSON.stringify(card.body)).not.toMatch(/\{\w+\}/);
  });
});

describe.each(EVERY_CARD)('the card %s', (name, make) => {
  it.each(LANGUAGES)('looks as before in %s', async (language) => {
    const json = `${JSON.stringify(make(language), null, 2)}\n`;
    await expect(json).toMatchFileSnapshot(`../../golden/cards/${name}.${language}.json`);
  });

  it('has the same parts and buttons in both languages', () => {
    const shape = (language: 'sv' | 'en') =>
      make(language).body.map((element) =>
        element.type === 'TextBlock' ? 'text' : element.actions.map((button) => button.type),
      );
    expect(shape('sv')).toEqual(shape('en'));
  });
});
