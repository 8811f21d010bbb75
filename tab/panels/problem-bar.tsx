import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
} from '@fluentui/react-components';
import { useTranslation } from 'react-i18next';
import { errorCode, ProblemError, UnreachableError, UnreadableError } from '../api-client.ts';
import { SignInNeeded } from '../host/host.ts';
import { useServices } from '../services.ts';
import type { Translate } from '../words/create-i18n.ts';

const useStyles = makeStyles({
  frame: { padding: '24px', '@media (max-width: 639px)': { padding: '16px' } },
});

/** A page whose figures did not come: what happened, what to do, and a code to pass on. */
export function ProblemPage({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const styles = useStyles();
  return (
    <div className={styles.frame}>
      <ProblemBar error={error} onRetry={onRetry} />
    </div>
  );
}

export function ProblemBar({ error, onRetry }: { error: Error; onRetry: () => unknown }) {
  const { t } = useTranslation();
  const { host } = useServices();
  const code = errorCode(error);
  const isSignIn = error instanceof SignInNeeded;
  const retry = () => {
    if (!isSignIn) return void onRetry();
    return void host.signIn().then(onRetry, onRetry);
  };
  return (
    <MessageBar intent={isSignIn ? 'info' : 'error'} layout="multiline" politeness="assertive">
      <MessageBarBody>
        <MessageBarTitle>{title(error, t)}</MessageBarTitle>
        {explanation(error, t)} {code === null ? null : t('shell.code', { code })}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={retry}>{isSignIn ? t('shell.signIn') : t('shell.tryAgain')}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

function title(error: Error, t: Translate): string {
  if (error instanceof SignInNeeded) return t('shell.signInNeeded');
  if (error instanceof ProblemError && error.message !== '') return error.message;
  return t('shell.unreadable');
}

function explanation(error: Error, t: Translate): string {
  if (error instanceof ProblemError) return error.action;
  if (error instanceof UnreachableError) return t('shell.unreachable');
  return error instanceof UnreadableError ? t('shell.notRead') : '';
}
