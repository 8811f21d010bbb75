import { Menu, MenuItem, MenuList, MenuPopover } from '@fluentui/react-components';
import { fill } from '../../shared/locales/fill.ts';
import { shiftByDays } from './calendar-days.ts';
import type { EventDraft } from './event-draft.ts';
import { usePage } from './page-context.ts';
import type { PageEvent } from './sandbox-api.ts';
import type { Edit } from './use-edit.ts';

export interface MenuTarget {
  readonly event: PageEvent;
  readonly element: HTMLElement;
}

interface MenuProps {
  readonly target: MenuTarget;
  readonly edit: Edit;
  readonly onDraft: (draft: EventDraft) => void;
  readonly onClose: () => void;
}

/** What can be done with an event, without dragging; what it holds depends on who organizes it. */
export function EventMenu(props: MenuProps) {
  const { target, onClose } = props;
  const { event, element } = target;
  const close = () => {
    onClose();
    // The calendar may have drawn the event anew meanwhile.
    element.focus();
  };
  return (
    <Menu
      open
      inline
      positioning={{
        target: element,
        position: 'after',
        align: 'top',
        fallbackPositions: ['below', 'before'],
      }}
      onOpenChange={(_event, { open }) => {
        if (!open) close();
      }}
    >
      <MenuPopover>
        <MenuList aria-label={event.subject}>
          {event.isOrganizer ? <OwnItems {...props} /> : <InvitedItems {...props} />}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function OwnItems({ target: { event }, edit, onDraft }: MenuProps) {
  const { person, strings } = usePage();
  const [start, end] = [Date.parse(event.start), Date.parse(event.end)];
  const next = shiftByDays(start, end, 7, person.timeZone);
  const draft: EventDraft = {
    moves: { id: event.id, title: event.subject },
    subject: event.subject,
    start,
    end,
    invited: [],
  };
  return (
    <>
      {event.isAllDay ? null : (
        <>
          <MenuItem onClick={() => ignoreShown(edit.move(event, next.start, next.end))}>
            {strings.moveNextWeek}
          </MenuItem>
          <MenuItem onClick={() => onDraft(draft)}>{strings.moveTo}</MenuItem>
        </>
      )}
      <MenuItem onClick={() => ignoreShown(edit.remove(event))}>
        {event.attendees.length > 0 ? strings.removeAll : strings.remove}
      </MenuItem>
    </>
  );
}

function InvitedItems({ target: { event }, edit }: MenuProps) {
  const { person, strings } = usePage();
  const { name } = event.organizer;
  const next = shiftByDays(Date.parse(event.start), Date.parse(event.end), 7, person.timeZone);
  return (
    <>
      <MenuItem onClick={() => ignoreShown(edit.respond(event, 'accepted'))}>{strings.accept}</MenuItem>
      <MenuItem onClick={() => ignoreShown(edit.respond(event, 'declined'))}>{strings.decline}</MenuItem>
      <MenuItem onClick={() => ignoreShown(edit.remove(event))}>{strings.removeCopy}</MenuItem>
      {event.isAllDay ? null : (
        <MenuItem onClick={() => ignoreShown(edit.move(event, next.start, next.end, 'organizer'))}>
          {fill(strings.organizerMoves, { name })}
        </MenuItem>
      )}
      <MenuItem onClick={() => ignoreShown(edit.cancelByOrganizer(event))}>
        {fill(strings.organizerCancels, { name })}
      </MenuItem>
    </>
  );
}

/** A refusal stands below the calendar, where `Edit.error` is shown. */
function ignoreShown(step: Promise<unknown>): void {
  step.catch(() => undefined);
}
