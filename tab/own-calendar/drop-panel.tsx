import {
  Button,
  Field,
  Input,
  makeStyles,
  mergeClasses,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { useEffect, useId, useRef, useState, type DragEvent } from 'react';
import { plainAddress } from '../../shared/calendar/ics/person.ts';
import type { OwnWords } from '../../shared/own-calendar/words.ts';
import { Panel } from '../panels/panel.tsx';
import { useServices } from '../services.ts';
import { droppedFiles, readDrop } from './dropped-files.ts';

const ACCEPTED = '.ics,.ical,.icalendar,.zip,.json,text/calendar,application/zip,application/json';
const WAYS = ['outlookClassic', 'outlookWeb', 'google', 'apple', 'thunderbird'] as const;

const useStyles = makeStyles({
  zone: {
    display: 'grid',
    justifyItems: 'center',
    gap: '8px',
    padding: '40px 16px',
    borderRadius: '8px',
    border: '1px dashed',
    textAlign: 'center',
  },
  over: {
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    outlineOffset: '-2px',
    '@media (forced-colors: active)': { outline: '2px solid Highlight' },
  },
  text: { ...typographyStyles.subtitle2 },
  kinds: { ...typographyStyles.caption1, color: tokens.colorNeutralForeground3, textWrap: 'balance' },
  me: { maxWidth: '420px', paddingTop: '16px' },
  ways: { ...typographyStyles.body1, display: 'grid', gap: '8px', paddingLeft: '20px', textWrap: 'pretty' },
});

/** Where a calendar is dropped or chosen, and whose it is where it does not say. */
export function DropPanel(props: {
  words: OwnWords;
  onFiles: (files: readonly File[], me: string | null) => void;
}) {
  const { text } = props.words;
  const styles = useStyles();
  const [address, setAddress] = useState('');
  const me = plainAddress(address);
  const isWrong = address.trim() !== '' && me === null;
  return (
    <Panel heading={text('page.drop.heading')}>
      <DropZone words={props.words} onFiles={(files) => props.onFiles(files, me)} />
      <Field
        className={styles.me}
        label={text('page.drop.me')}
        hint={text('page.drop.meHint')}
        {...(isWrong
          ? { validationMessage: text('page.drop.meWrong'), validationState: 'warning' as const }
          : {})}
      >
        <Input
          type="email"
          autoComplete="off"
          value={address}
          onChange={(_, { value }) => setAddress(value)}
        />
      </Field>
    </Panel>
  );
}

function DropZone({ words, onFiles }: { words: OwnWords; onFiles: (files: readonly File[]) => void }) {
  const { text } = words;
  const styles = useStyles();
  const { paint } = useServices();
  const [isOver, setOver] = useState(false);
  const kindsId = useId();
  useNoOpening();
  const give = (files: FileList | null) => {
    if (files !== null && files.length > 0) onFiles([...files]);
  };
  const drag = (isInside: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isInside);
  };
  return (
    <div
      className={mergeClasses(styles.zone, isOver && styles.over)}
      style={{ borderColor: paint.gap }}
      onDragOver={drag(true)}
      onDragLeave={drag(false)}
      onDrop={(event) => {
        drag(false)(event);
        const dropped = readDrop(event.dataTransfer);
        void droppedFiles(dropped).then((files) => (files.length > 0 ? onFiles(files) : undefined));
      }}
    >
      <p className={styles.text}>{text('page.drop.text')}</p>
      <ChooseButton label={text('page.drop.choose')} describedBy={kindsId} onChoose={give} />
      <p id={kindsId} className={styles.kinds}>
        {text('page.drop.kinds')}
      </p>
    </div>
  );
}

function ChooseButton(props: {
  label: string;
  describedBy: string;
  onChoose: (files: FileList | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        appearance="primary"
        aria-describedby={props.describedBy}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label={props.label}
        onChange={({ target }) => props.onChoose(target.files)}
      />
    </>
  );
}

/** A file that is dropped beside the zone would be opened in place of the page. */
function useNoOpening(): void {
  useEffect(() => {
    const prevent = (event: Event) => event.preventDefault();
    window.addEventListener('dragover', prevent);
    window.addEventListener('drop', prevent);
    return () => {
      window.removeEventListener('dragover', prevent);
      window.removeEventListener('drop', prevent);
    };
  }, []);
}

export function ExportPanel({ words }: { words: OwnWords }) {
  const styles = useStyles();
  return (
    <Panel heading={words.text('page.export.heading')}>
      <ul className={styles.ways}>
        {WAYS.map((way) => (
          <li key={way}>{words.text(`page.export.${way}`)}</li>
        ))}
      </ul>
    </Panel>
  );
}
