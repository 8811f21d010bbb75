import type { Page } from '@playwright/test';
import axe, { type FrameContextObject, type PartialResult } from 'axe-core';

/** Only the focus sentinels of the component library are left out. */
const LEFT_OUT: FrameContextObject = {
  include: [],
  exclude: [['[data-tabster-dummy]'], ['iframe', '[data-tabster-dummy]']],
};

/**
 * Every rule of axe on the page and on every frame in it: what is violated, as `rule: elements`. Fails where a frame
 * cannot be examined; axe's own runner for Playwright gives a frame one second and then leaves it out unsaid. All frames
 * are of one origin, so that the results are joined in the page: they are too large to be fetched each time.
 */
export async function runAxe(page: Page): Promise<readonly string[]> {
  for (const frame of page.frames())
    if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe.source);
  return page.evaluate(examinePage, LEFT_OUT);
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/** Runs in the page. */
async function examinePage(leftOut: FrameContextObject): Promise<readonly string[]> {
  /** The frame itself first, then what lies in it, as axe wants them joined. */
  const examine = async (frame: Window, context: FrameContextObject): Promise<PartialResult[]> => {
    const inner = frame.axe.utils.getFrameContexts(context);
    const parts = [await frame.axe.runPartial(context, {})];
    for (const { frameSelector, frameContext } of inner) {
      const element = frame.axe.utils.shadowSelect(frameSelector);
      const content = [...frame.document.querySelectorAll('iframe')].find((one) => one === element);
      if (!content?.contentWindow) throw new Error(`axe finds no page in ${String(frameSelector)}.`);
      parts.push(...(await examine(content.contentWindow, frameContext)));
    }
    return parts;
  };
  const { violations } = await window.axe.finishRun(await examine(window, leftOut), {
    resultTypes: ['violations'],
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
