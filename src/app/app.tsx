/** The page: which of its faces the address asks for. */
import { lazy, Suspense, useEffect } from 'react';
import { runPlayback } from '../store/playback.ts';
import { keepAddress, usePage } from './address.ts';
import styles from './app.module.css';
import { Banner } from './banner.tsx';
import { acceptDrops } from './drops.ts';
import { EMBEDDED } from './embed.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { Header } from './header.tsx';
import { listenForKeys } from './keyboard.ts';
import { Notices } from './notices.tsx';
import { useLesson } from './open-lesson.ts';
import { usePresenting } from './presenting.ts';
import { session } from './session.ts';
import { showComparisons } from './show-comparison.ts';
import { Transport } from './transport.tsx';
import { closePopover, useUi } from './ui.ts';
import { Workbench } from './workbench.tsx';

const ShareDialog = lazy(async () => ({ default: (await import('./share-dialog.tsx')).ShareDialog }));
const ExploreDialog = lazy(async () => ({ default: (await import('./explore-dialog.tsx')).ExploreDialog }));
const ExportDialog = lazy(async () => ({ default: (await import('./export-dialog.tsx')).ExportDialog }));
const KeysDialog = lazy(async () => ({ default: (await import('./keys-dialog.tsx')).KeysDialog }));
const Palette = lazy(async () => ({ default: (await import('./palette.tsx')).Palette }));
const BrokenLink = lazy(async () => ({ default: (await import('./broken-link.tsx')).BrokenLink }));
const Embedded = lazy(async () => ({ default: (await import('./embedded.tsx')).Embedded }));
const TargetPopover = lazy(async () => ({ default: (await import('./target-popover.tsx')).TargetPopover }));
const LessonCard = lazy(async () => ({ default: (await import('./lesson-card.tsx')).LessonCard }));
const Presenter = lazy(async () => ({ default: (await import('./presenter.tsx')).Presenter }));
const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));
const LogPage = lazy(async () => ({ default: (await import('./log-page.tsx')).LogPage }));
const ComparePage = lazy(async () => ({ default: (await import('./compare-page.tsx')).ComparePage }));
const HistoryPage = lazy(async () => ({ default: (await import('./history-page.tsx')).HistoryPage }));
const GalleryPage = lazy(async () => ({ default: (await import('./gallery-page.tsx')).GalleryPage }));

export function App() {
  const page = usePage();
  const presenting = usePresenting((state) => state.on) && page.kind === 'workbench';
  useEffect(() => {
    // Inside another page the lab touches neither that page's address nor the work kept in this browser.
    const stops = EMBEDDED
      ? [runPlayback(session)]
      : [runPlayback(session), keepAddress(), listenForKeys(), showComparisons(), acceptDrops()];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return (
    <FailureBoundary what="page">
      <div className={styles.page}>
        {page.kind === 'gallery' && (
          <Suspense fallback={null}>
            <GalleryPage />
          </Suspense>
        )}
        {page.kind === 'log' && (
          <Suspense fallback={null}>
            <LogPage />
          </Suspense>
        )}
        {page.kind === 'history' && (
          <Suspense fallback={null}>
            <HistoryPage />
          </Suspense>
        )}
        {page.kind === 'compare' && (
          <Suspense fallback={null}>
            <ComparePage />
          </Suspense>
        )}
        {page.kind === 'broken' && (
          <Suspense fallback={null}>
            <BrokenLink failure={page.failure} hash={page.hash} />
          </Suspense>
        )}
        {page.kind === 'workbench' && EMBEDDED && (
          <Suspense fallback={null}>
            <Embedded />
          </Suspense>
        )}
        {presenting && (
          <Suspense fallback={null}>
            <Presenter />
          </Suspense>
        )}
        {page.kind === 'workbench' && !EMBEDDED && !presenting && (
          <>
            <Header />
            <Banner welcome={page.welcome} earlier={page.earlier} />
            <Lesson />
            <Workbench />
            <Transport />
            <Panel />
          </>
        )}
        <Notices />
        <Dialogs />
      </div>
    </FailureBoundary>
  );
}

/** What hangs beside whatever was pressed. */
function Panel() {
  const open = useUi((state) => state.popover !== undefined);
  return open ? (
    <Suspense fallback={<PanelComing />}>
      <TargetPopover />
    </Suspense>
  ) : null;
}

/** Until the panel's code is there Escape already puts it away. */
function PanelComing() {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && closePopover();
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return null;
}

function Lesson() {
  const open = useLesson((state) => state.open !== undefined);
  return open ? (
    <Suspense fallback={null}>
      <LessonCard />
    </Suspense>
  ) : null;
}

function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  return (
    <Suspense fallback={null}>
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'keys' && <KeysDialog />}
      {dialog === 'palette' && <Palette />}
      {dialog === 'explore' && <ExploreDialog />}
      {dialog === 'import' && <ImportDialog />}
      {dialog === 'export' && <ExportDialog />}
    </Suspense>
  );
}
