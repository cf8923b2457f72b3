import './signin.css';
import { useRef, useState } from 'react';
import { Input, type InputRef } from 'antd';
import type { SignedIn } from '../../main/contract/session.ts';
import { LONGEST_PASSWORD, passwordProblem, passwordProblems } from '../../main/domain/staff/password.ts';
import { useAct } from '../app/useAct.ts';
import { ActionButton } from '../ui/ActionButton.tsx';
import { useAnnounce } from '../ui/announcer.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { TroubleNotice } from '../ui/TroubleNotice.tsx';
import { useFirstWrongField } from '../ui/useFirstWrongField.ts';
import { signInTexts } from './texts.ts';

const words = signInTexts.changePassword;
const NOTHING = { current: '', chosen: '', again: '' };

type Typed = typeof NOTHING;
type FieldName = keyof Typed;
type Problems = Partial<Record<FieldName, string>>;

interface Props {
  readonly session: SignedIn;
  readonly onClose: () => void;
}

/** One's own password: the one that holds, and twice the one that is to. */
export function ChangePassword({ session, onClose }: Props) {
  const [typed, setTyped] = useState(NOTHING);
  const [problems, setProblems] = useState<Problems>({});
  const [done, setDone] = useState(false);
  const first = useRef<InputRef>(null);
  const announce = useAnnounce();
  useFirstWrongField(problems);
  const change = useAct(
    (client, { current, chosen }: Typed, requestId) => client.session.changePassword({ requestId, current, chosen }),
    () => {
      setTyped(NOTHING);
      setDone(true);
      announce(words.done);
    },
    () => first.current?.focus({ cursor: 'all' }),
  );
  const submit = () => {
    const found = problemsOf(typed, session.number);
    setProblems(found);
    if (Object.keys(found).length === 0) change.run(typed);
  };
  if (done) return <Changed onClose={onClose} />;
  return (
    <Dialog
      title={words.title}
      begin="field"
      onClose={onClose}
      actions={
        <>
          <ActionButton onPress={onClose}>{words.cancel}</ActionButton>
          <ActionButton kind="primary" pending={change.pending} onPress={submit}>
            {words.submit}
          </ActionButton>
        </>
      }
    >
      <p>{words.rules}</p>
      <div className="password-fields">
        {(['current', 'chosen', 'again'] as const).map((name) => (
          <PasswordField
            key={name}
            name={name}
            value={typed[name]}
            problem={problems[name]}
            {...(name === 'current' ? { field: first } : {})}
            onChange={(value) => {
              setTyped({ ...typed, [name]: value });
              setProblems({});
              if (change.trouble) change.clear();
            }}
            onEnter={submit}
          />
        ))}
      </div>
      <TroubleNotice trouble={change.trouble} />
    </Dialog>
  );
}

function Changed({ onClose }: Pick<Props, 'onClose'>) {
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <ActionButton kind="primary" onPress={onClose}>
          {words.close}
        </ActionButton>
      }
    >
      <p>{words.done}</p>
    </Dialog>
  );
}

/** What is to be mended before the core is asked; it judges again. */
function problemsOf({ current, chosen, again }: Typed, number: string): Problems {
  if (current === '') return { current: words.missing };
  const problem = passwordProblem(chosen, { number, current });
  if (problem) return { chosen: passwordProblems[problem] };
  return again === chosen ? {} : { again: words.differs };
}

interface FieldProps {
  readonly name: FieldName;
  readonly value: string;
  readonly problem: string | undefined;
  readonly field?: React.Ref<InputRef>;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
}

function PasswordField({ name, value, problem, field, onChange, onEnter }: FieldProps) {
  const id = `password-${name}`;
  return (
    <div>
      <label htmlFor={id}>{words.fields[name]}</label>
      <Input.Password
        id={id}
        {...(field ? { ref: field } : {})}
        value={value}
        maxLength={LONGEST_PASSWORD}
        autoComplete="off"
        aria-invalid={problem !== undefined}
        aria-describedby={problem ? `${id}-problem` : undefined}
        onChange={(event) => onChange(event.target.value)}
        onPressEnter={onEnter}
      />
      {problem ? (
        <p className="field-problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </div>
  );
}
