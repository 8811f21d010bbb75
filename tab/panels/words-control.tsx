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
  const { ref, id, isOpen, close, control } = useDisclosure('dialog', load);
  return (
    <div>
      <div ref={ref}>{props.children(control)}</div>
      {isOpen && ref.current !== null ? (
        <Suspense>
          <WordsPopover
            id={id}
            target={ref.current}
            heading={props.heading}
            paragraphs={props.paragraphs}
            onClose={close}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
