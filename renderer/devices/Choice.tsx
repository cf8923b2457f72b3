import { useState } from 'react';
import { Select } from 'antd';

/** Something to choose, by its value and as it is called; or several of a kind under the name of the kind. */
type Option = { readonly value: string; readonly label: string } | Group;
interface Group {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

interface Props {
  readonly id?: string;
  readonly value: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly 'aria-invalid'?: boolean;
}

/** A list to choose from, found by typing a part of a name. In a dialog it opens inside of it: nothing else lies above one. */
export function Choice({ value, options, onChange, ...named }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Select
      {...named}
      {...(named['aria-invalid'] === true ? { status: 'error' } : {})}
      value={value}
      options={options.map((one) => ('options' in one ? { ...one, options: [...one.options] } : one))}
      open={open}
      onOpenChange={setOpen}
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      getPopupContainer={(field: HTMLElement) => field.closest('dialog') ?? document.body}
      onInputKeyDown={(event) => {
        // The first Esc closes the list and not the dialog under it.
        if (open && event.key === 'Escape') event.preventDefault();
      }}
      onChange={onChange}
    />
  );
}
