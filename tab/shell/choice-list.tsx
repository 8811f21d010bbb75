import { Menu, MenuItemRadio, MenuList, MenuPopover } from '@fluentui/react-components';
import type { ChoiceMenuProps } from './choice-menu.tsx';

/** The open menu of a `ChoiceMenu`. Closing by a key gives the focus back to the button. */
export default function ChoiceList(props: ChoiceMenuProps & { target: HTMLElement; onClose: () => void }) {
  const { target, choices, chosen } = props;
  const giveBack = () => target.querySelector('button')?.focus();
  return (
    <Menu
      open
      inline
      positioning={{ target, position: 'below', align: 'start', overflowBoundaryPadding: 8 }}
      checkedValues={{ choice: [chosen] }}
      onCheckedValueChange={(_, { checkedItems }) => {
        const [value] = checkedItems;
        if (value === undefined) return;
        giveBack();
        props.onChoose(value);
      }}
      onOpenChange={(event, { open }) => {
        if (open || (event.target instanceof Node && target.contains(event.target))) return;
        if (event instanceof KeyboardEvent || 'key' in event) giveBack();
        props.onClose();
      }}
    >
      <MenuPopover>
        <MenuList>
          {choices.map(({ value, name }) => (
            <MenuItemRadio key={value} name="choice" value={value}>
              {name}
            </MenuItemRadio>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
