import { useCallback, useState } from 'react';
import { QueryClientProvider } from '@tanstack/react-query';
import { ConfigProvider } from 'antd';
import zhCN from 'antd/locale/zh_CN';
import { AnnounceProvider } from '../ui/announcer.ts';
import { SignIn } from '../signin/SignIn.tsx';
import type { Connection } from './connection.ts';
import { ConnectionProvider, useLiveOrNull } from './core.ts';
import { AwayStrip } from './AwayStrip.tsx';
import { BrokenParts } from './BrokenParts.tsx';
import { DockGate } from './DockGate.tsx';
import type { DraftKeeper } from './drafts.ts';
import { HelpProvider } from './help.ts';
import { KeyMapGate } from './KeyMapGate.tsx';
import { makeQueryClient } from './queryClient.ts';
import { SignedInApp } from './SignedInApp.tsx';
import { appTexts } from './texts.ts';
import { theme } from './theme.ts';
import { Icon } from '../ui/Icon.tsx';

interface Props {
  readonly connection: Connection;
  readonly drafts: DraftKeeper;
  /** Nonce of this page's style policy; antd writes its styles with it. */
  readonly nonce: string | undefined;
}

/** The window: one connection, one look, and inside what the signed-in person may see. */
export function App({ connection, drafts, nonce }: Props) {
  const [said, setSaid] = useState('');
  const [queries] = useState(makeQueryClient);
  const [helping, setHelping] = useState(false);
  // A sentence said twice must differ to be read twice.
  const announce = useCallback((text: string) => setSaid((last) => (last === text ? `${text}\u00a0` : text)), []);
  const openHelp = useCallback(() => setHelping(true), []);
  return (
    <ConfigProvider
      theme={theme}
      locale={zhCN}
      {...(nonce ? { csp: { nonce } } : {})}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <ConnectionProvider value={connection}>
        <AnnounceProvider value={announce}>
          <QueryClientProvider client={queries}>
            <HelpProvider value={openHelp}>
              <div className="app">
                <div className="app-main">
                  <AwayStrip />
                  <BrokenParts />
                  <Gate drafts={drafts} />
                </div>
                <DockGate />
              </div>
            </HelpProvider>
            <KeyMapGate open={helping} onOpen={setHelping} />
          </QueryClientProvider>
          <div className="unseen" role="status" aria-live="polite">
            {said}
          </div>
        </AnnounceProvider>
      </ConnectionProvider>
    </ConfigProvider>
  );
}

function Gate({ drafts }: { readonly drafts: DraftKeeper }) {
  const live = useLiveOrNull();
  if (!live) {
    return (
      <main className="waiting">
        <Icon name="busy" />
        {appTexts.starting}
      </main>
    );
  }
  return live.session ? <SignedInApp session={live.session} drafts={drafts} /> : <SignIn />;
}
