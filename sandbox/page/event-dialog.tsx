import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Select,
} from '@fluentui/react-components';
import { useState, type FormEvent } from 'react';
import { fill } from '../../shared/locales/fill.ts';
import { checkFields, fieldsOf, type DraftFields, type EventDraft } from './event-draft.ts';
import { usePage } from './page-context.ts';
import { domainOf } from './suggest-move.ts';
import type { Edit } from './use-edit.ts';
import { useEvents } from './use-sandbox.ts';

const useStyles = makeStyles({
  surface: { width: 'min(440px, calc(100vw - 32px))' },
  fields: { display: 'grid', gap: '12px' },
  times: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
});

/** The form for a new event, and for the new time of one that stands. */
export function EventDialog(props: { draft: EventDraft; edit: Edit; onClose: () => void }) {
  const styles = useStyles();
  const { draft, edit, onClose } = props;
  const { person, strings, language } = usePage();
  const [fields, setFields] = useState(() => fieldsOf(draft, person.timeZone, language));
  const [wrong, setWrong] = useState<'subject' | 'time' | null>(null);
  const guests = useGuests(draft.invited);
  const set = (change: Partial<DraftFields>) => setFields({ ...fields, ...change });
  const save = (event: FormEvent) => {
    event.preventDefault();
    const check = checkFields(fields, person.timeZone);
    if (!check.ok) return setWrong(check.wrong);
    const { start, end } = check;
    const invited = guests.filter(({ address }) => address === fields.invite);
    const step =
      draft.moves === null
        ? edit.create(fields.subject.trim(), start, end, invited)
        : edit.move({ id: draft.moves.id, subject: draft.moves.title }, start, end);
    // A refusal stands below the calendar.
    step.catch(() => undefined);
    onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <form noValidate onSubmit={save}>
          <DialogBody>
            <DialogTitle>
              {draft.moves === null
                ? strings.createTitle
                : fill(strings.moveTitle, { title: draft.moves.title })}
            </DialogTitle>
            <DialogContent className={styles.fields}>
              {draft.moves === null ? (
                <Field
                  label={strings.subject}
                  required
                  {...(wrong === 'subject' ? { validationMessage: strings.noSubject } : {})}
                >
                  <Input value={fields.subject} onChange={(_event, { value }) => set({ subject: value })} />
                </Field>
              ) : null}
              <TimeFields fields={fields} set={set} isWrong={wrong === 'time'} />
              {draft.moves === null ? <GuestField guests={guests} fields={fields} set={set} /> : null}
            </DialogContent>
            <DialogActions>
              <Button onClick={onClose}>{strings.cancel}</Button>
              <Button type="submit" appearance="primary">
                {draft.moves === null ? strings.save : strings.move}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}

interface FieldsProps {
  readonly fields: DraftFields;
  readonly set: (change: Partial<DraftFields>) => void;
}

function TimeFields({ fields, set, isWrong }: FieldsProps & { isWrong: boolean }) {
  const styles = useStyles();
  const { strings } = usePage();
  return (
    <>
      <Field label={strings.date}>
        <Input maxLength={10} value={fields.date} onChange={(_event, { value }) => set({ date: value })} />
      </Field>
      <div className={styles.times}>
        <Field label={strings.from}>
          <Input
            inputMode="numeric"
            maxLength={5}
            value={fields.from}
            onChange={(_event, { value }) => set({ from: value })}
          />
        </Field>
        <Field label={strings.to} {...(isWrong ? { validationMessage: strings.wrongTime } : {})}>
          <Input
            inputMode="numeric"
            maxLength={5}
            value={fields.to}
            onChange={(_event, { value }) => set({ to: value })}
          />
        </Field>
      </div>
    </>
  );
}

interface Guest {
  readonly name: string;
  readonly address: string;
}

function GuestField({ guests, fields, set }: FieldsProps & { guests: readonly Guest[] }) {
  const { strings, people } = usePage();
  const ownDomains = new Set(people.people.map(({ address }) => domainOf(address)));
  const isInside = ({ address }: Guest) => ownDomains.has(domainOf(address));
  const groups = [
    { label: strings.inviteOutside, members: guests.filter((guest) => !isInside(guest)) },
    { label: strings.inviteCompany, members: guests.filter(isInside) },
  ];
  return (
    <Field label={strings.invite}>
      <Select value={fields.invite} onChange={(_event, { value }) => set({ invite: value })}>
        <option value="">{strings.inviteNobody}</option>
        {groups.map(({ label, members }) => (
          <optgroup key={label} label={label}>
            {members.map(({ name, address }) => (
              <option key={address} value={address}>
                {name === address ? address : `${name}, ${domainOf(address)}`}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
    </Field>
  );
}

/** Everybody in the company but oneself, and the outsiders that the calendar knows. */
function useGuests(invited: readonly string[]): readonly Guest[] {
  const { person, people } = usePage();
  const events = useEvents([0, 1]);
  const met = (events.data ?? []).flatMap(({ attendees, organizer }) => [...attendees, organizer]);
  const all = [...invited.map((address) => ({ name: address, address })), ...people.people, ...met];
  const byAddress = new Map(all.map(({ name, address }) => [address, { name, address }]));
  byAddress.delete(person.address);
  return [...byAddress.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'sv'));
}
