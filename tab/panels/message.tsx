import { MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import type { MessageProps } from './message-when-needed.tsx';

/** Fluent's bar. Its code is fetched when there is something to say: `MessageWhenNeeded`. */
export default function Message({ intent, title, text, action }: MessageProps) {
  return (
    <MessageBar intent={intent} layout="multiline" {...(intent === 'error' && { politeness: 'assertive' })}>
      <MessageBarBody>
        {title === null ? null : <MessageBarTitle>{title}</MessageBarTitle>}
        {text}
      </MessageBarBody>
      {action === null ? null : <MessageBarActions>{action}</MessageBarActions>}
    </MessageBar>
  );
}
