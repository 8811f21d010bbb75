import { Button, makeStyles } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { MoveRow, Moves } from '../../shared/contract/moves.ts';
import { useServices } from '../services.ts';

const useStyles = makeStyles({
  // Its words stand in line with the row's, its padding outside.
  button: { minWidth: 'auto', margin: '-6px -12px', whiteSpace: 'nowrap' },
});

/** *I disagree* with what the calendar shows, and the way back. Shown at once, and put back where saving fails. */
export function Contest(props: { move: MoveRow; contested: boolean; onFailed: (error: unknown) => void }) {
  const { move, contested } = props;
  const styles = useStyles();
  const { t } = useTranslation();
  const { api } = useServices();
  const queries = useQueryClient();
  const { mutate } = useMutation({
    networkMode: 'always',
    mutationFn: (next: boolean) =>
      api.send('PUT', `/api/moves/${move.id}/contested`, { contested: next }, isSaved),
    onMutate: async (next) => {
      await queries.cancelQueries({ queryKey: ['moves'] });
      const before = queries.getQueryData<Moves>(['moves']);
      queries.setQueryData<Moves>(['moves'], (moves) => moves && contestIn(moves, move.id, next));
      return before;
    },
    onError: (error, _, before) => {
      queries.setQueryData(['moves'], before);
      props.onFailed(error);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['moves'] }),
  });
  const words = t(contested ? 'moved.agree' : 'moved.disagree');
  return (
    <Button
      appearance="subtle"
      className={styles.button}
      aria-label={`${words}: ${move.title}`}
      onClick={() => mutate(!contested)}
    >
      {words}
    </Button>
  );
}

/** The list as it will be. */
export function contestIn(moves: Moves, id: string, contested: boolean): Moves {
  return {
    ...moves,
    moves: moves.moves.map((move) =>
      move.id === id && move.prompt.state === 'answered'
        ? { ...move, prompt: { ...move.prompt, answer: { ...move.prompt.answer, contested } } }
        : move,
    ),
  };
}

function isSaved(body: unknown): body is { contested: boolean } {
  return typeof body === 'object' && body !== null && 'contested' in body;
}
