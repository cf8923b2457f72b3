import { Select } from 'antd';
import {
  choosableDocumentTypes,
  documentTypes,
  type ChoosableDocumentType,
} from '../../main/domain/identity/documentTypes.ts';
import { counterTexts } from './texts.ts';

interface Props {
  readonly value: ChoosableDocumentType;
  readonly onChange: (documentType: ChoosableDocumentType) => void;
}

const options = choosableDocumentTypes.map((value) => ({ value, label: documentTypes[value].title }));

/** The type of document a number is from; found by typing a part of its name. */
export function DocumentTypeChoice({ value, onChange }: Props) {
  return (
    <Select
      aria-label={counterTexts.empty.documentType}
      autoFocus
      defaultOpen
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value}
      options={options}
      onChange={onChange}
    />
  );
}
