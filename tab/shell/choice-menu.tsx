import { makeStyles, MenuButton } from '@fluentui/react-components';
import { lazy, Suspense } from 'react';
import { useDisclosure } from '../panels/use-disclosure.ts';

export interface Choice {
  readonly value: string;
  readonly name: string;
}

export interface ChoiceMenuProps {
  /** What is on the button. */
  readonly label: string;
  /** What a listener hears, where the label alone does not say it. */
  readonly spoken?: string;
  readonly choices: readonly Choice[];
  readonly chosen: string;
  readonly onChoose: (value: string) => void;
}

const load = () => import('./choice-list.tsx');
const ChoiceList = lazy(load);

const useStyles = makeStyles({ button: { minWidth: 'auto', whiteSpace: 'nowrap' } });

/** One of several: a button with the chosen one's name, and a menu. */
export function ChoiceMenu(props: ChoiceMenuProps) {
  const styles = useStyles();
  const { anchorRef, target, close, control } = useDisclosure('menu', load);
  const choose = (value: string) => {
    close();
    props.onChoose(value);
  };
  return (
    <div>
      <div ref={anchorRef}>
        <MenuButton
          className={styles.button}
          {...(props.spoken === undefined ? {} : { 'aria-label': props.spoken })}
          {...control}
        >
          {props.label}
        </MenuButton>
      </div>
      {target === null ? null : (
        <Suspense>
          <ChoiceList {...props} target={target} onChoose={choose} onClose={close} />
        </Suspense>
      )}
    </div>
  );
}
