import type { ItemView } from '../../../main/contract/item.ts';
import { conditionInWords } from '../../../main/domain/catalogue/form.ts';
import type { ItemMaterial } from '../../../main/domain/catalogue/item.ts';
import { isFromCitizen } from '../../../main/domain/catalogue/materialList.ts';
import { sourceRules } from '../../../main/domain/catalogue/sources/table.ts';
import { intakeTexts } from '../intake/texts.ts';
import { counterTexts } from '../texts.ts';

const words = counterTexts.guide;

/** Every material the item may ask for: what the citizen brings first, then what nobody has to bring. */
export function GuideMaterials({ item }: { readonly item: ItemView }) {
  const brought = item.materials.filter(isFromCitizen);
  const others = item.materials.filter((material) => !isFromCitizen(material));
  return (
    <>
      <h3>{words.bring}</h3>
      {brought.length === 0 ? <p>{words.nothing}</p> : null}
      <ul className="guide-lines">
        {brought.map((material) => (
          <li key={material.code}>
            <Name material={material} item={item} />
            {material.anyOf.map((way) => (
              <Way key={way.code} way={way} alone={material.anyOf.length === 1 && way.name === material.name} />
            ))}
          </li>
        ))}
      </ul>
      {others.length > 0 ? <h3>{words.notBrought}</h3> : null}
      <ul className="guide-lines">
        {others.map((material) => (
          <li key={material.code}>
            <Name material={material} item={item} />
            <p>{whence(material)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A material, and when it is asked for where that depends. */
function Name({ material, item }: { readonly material: ItemMaterial; readonly item: ItemView }) {
  const condition = conditionInWords(item, material.requiredWhen);
  return (
    <strong>
      {material.name}
      {material.anyOf.length > 1 ? <small>{intakeTexts.anyOne}</small> : null}
      {condition ? <small>{words.when(condition)}</small> : null}
    </strong>
  );
}

interface WayProps {
  readonly way: ItemMaterial['anyOf'][number];
  /** The only way, named like the material: its name is not said twice. */
  readonly alone: boolean;
}

/** One way to satisfy a material: original or copy, how many, and what else is to be said. */
function Way({ way, alone }: WayProps) {
  const forms = way.forms.map((form) => intakeTexts[form]).join('或');
  const count = way.copies > 1 ? ` ${intakeTexts.copies(way.copies)}` : '';
  return (
    <p>
      {alone ? '' : `${way.name}　`}
      {forms}
      {count}
      {way.guidance ? `。${way.guidance}` : ''}
    </p>
  );
}

function whence(material: ItemMaterial): string {
  const origin = sourceRules(material).origin(material.source);
  return origin === '' ? words.shown : words.asked(origin);
}
