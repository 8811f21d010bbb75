import { lazy, Suspense, type ReactNode } from 'react';
import { useDisclosure, type DisclosureControl } from './use-disclosure.ts';

const load = () => import('./words-popover.tsx');
const WordsPopover = lazy(load);

/** A control and the few sentences behind it; `children` draws the control. */
export function WordsControl(props: {
  heading: string;
  paragraphs: readonly string[];
  children: (control: DisclosureControl) => ReactNode;
}) {
  const { anchorRef, target, id, close, control } = useDisclosure('dialog', load);
  return (
    <div>
      <div ref={anchorRef}>{props.children(control)}</div>
      {target === null ? null : (
        <Suspense>
          <WordsPopover
            id={id}
            target={target}
            heading={props.heading}
            paragraphs={props.paragraphs}
            onClose={close}
          />
        </Suspense>
      )}
    </div>
  );
}
