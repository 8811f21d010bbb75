import { lazy, Suspense, type ReactNode } from 'react';

export interface MessageProps {
  readonly intent: 'info' | 'error';
  readonly title: string | null;
  readonly text: string;
  readonly action: ReactNode;
}

/** Where the net is away, so may be the bar’s code: then the words alone. */
const Message = lazy(() => import('./message.tsx').catch(() => ({ default: PlainMessage })));

/** Something went wrong, or is to be known. Most readers never see one, so none waits for its code. */
export function MessageWhenNeeded(props: MessageProps) {
  return (
    <Suspense fallback={null}>
      <Message {...props} />
    </Suspense>
  );
}

function PlainMessage({ title, text, action }: MessageProps) {
  return (
    <div role="alert">
      {title === null ? null : <strong>{title} </strong>}
      {text} {action}
    </div>
  );
}
