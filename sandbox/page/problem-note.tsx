import { MessageBar, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { usePage } from './page-context.ts';
import { ApiProblem } from './sandbox-api.ts';

/** What went wrong, in the server's own words where it had some. */
export function ProblemNote({ error }: { error: Error | null }) {
  const { strings } = usePage();
  if (error === null) return null;
  const text = error instanceof ApiProblem ? `${error.message} ${error.action}` : strings.notReached;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{strings.notSaved}</MessageBarTitle>
        {text}
      </MessageBarBody>
    </MessageBar>
  );
}
