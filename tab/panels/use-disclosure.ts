import { useId, useState, type KeyboardEvent, type RefCallback } from 'react';

/** What a control needs to open and close something: spread it on a button. */
export interface DisclosureControl {
  readonly 'aria-haspopup': 'dialog' | 'menu';
  readonly 'aria-expanded': boolean;
  readonly onPointerEnter: () => void;
  readonly onFocus: () => void;
  readonly onClick: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface Disclosure {
  /** Of what is opened. */
  readonly id: string;
  /** Goes around the control: what is opened stands beside it. */
  readonly anchorRef: RefCallback<HTMLDivElement>;
  /** Where to open; null while it is closed. */
  readonly target: HTMLDivElement | null;
  readonly close: () => void;
  readonly control: DisclosureControl;
}

/** A control that opens something whose code is fetched when it is first reached for. */
export function useDisclosure(popup: 'dialog' | 'menu', load: () => Promise<unknown>): Disclosure {
  const [isOpen, setOpen] = useState(false);
  const [anchor, setAnchor] = useState<HTMLDivElement | null>(null);
  const id = useId();
  // A failure shows itself when the thing is opened.
  const fetchEarly = () => void load().catch(() => undefined);
  return {
    id,
    anchorRef: setAnchor,
    target: isOpen ? anchor : null,
    close: () => setOpen(false),
    control: {
      'aria-haspopup': popup,
      'aria-expanded': isOpen,
      onPointerEnter: fetchEarly,
      onFocus: fetchEarly,
      onClick: () => setOpen(!isOpen),
      onKeyDown: (event) => {
        if (event.key === 'Escape') setOpen(false);
      },
    },
  };
}
