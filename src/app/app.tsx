/** The page: which of its faces the address asks for. */
import { useEffect } from 'react';
import { runPlayback } from '../store/playback.ts';
import { later } from '../views/later.tsx';
import { keepAddress, usePage } from './address.ts';
import styles from './app.module.css';
import { Banner } from './banner.tsx';
import { acceptDrops } from './drops.ts';
import { EMBEDDED } from './embed.ts';
import { FailureBoundary } from './failure-boundary.tsx';
import { Header } from './header.tsx';
import { listenForKeys } from './keyboard.ts';
import { Notices } from './notices.tsx';
import { leaveLesson, useLesson } from './open-lesson.ts';
import { stopPresenting, usePresenting } from './presenting.ts';
import { session } from './session.ts';
import { showComparisons } from './show-comparison.ts';
import { Transport } from './transport.tsx';
import { closePopover, focusOpener, openDialog, useUi } from './ui.ts';
import { Workbench } from './workbench.tsx';

const ShareDialog = later(async () => (await import('./share-dialog.tsx')).ShareDialog);
const ExploreDialog = later(async () => (await import('./explore-dialog.tsx')).ExploreDialog);
const ExportDialog = later(async () => (await import('./export-dialog.tsx')).ExportDialog);
const KeysDialog = later(async () => (await import('./keys-dialog.tsx')).KeysDialog);
const Palette = later(async () => (await import('./palette.tsx')).Palette);
const BrokenLink = later(async () => (await import('./broken-link.tsx')).BrokenLink);
const Embedded = later(async () => (await import('./embedded.tsx')).Embedded);
const TargetPopover = later(async () => (await import('./target-popover.tsx')).TargetPopover, PanelComing);
const LessonCard = later(async () => (await import('./lesson-card.tsx')).LessonCard);
const Presenter = later(async () => (await import('./presenter.tsx')).Presenter);
const ImportDialog = later(async () => (await import('./import-dialog.tsx')).ImportDialog);
const LogPage = later(async () => (await import('./log-page.tsx')).LogPage);
const ComparePage = later(async () => (await import('./compare-page.tsx')).ComparePage);
const HistoryPage = later(async () => (await import('./history-page.tsx')).HistoryPage);
const GalleryPage = later(async () => (await import('./gallery-page.tsx')).GalleryPage);

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
        {page.kind === 'gallery' && <GalleryPage />}
        {page.kind === 'log' && <LogPage />}
        {page.kind === 'history' && <HistoryPage />}
        {page.kind === 'compare' && <ComparePage />}
        {page.kind === 'broken' && <BrokenLink failure={page.failure} hash={page.hash} />}
        {page.kind === 'workbench' && EMBEDDED && <Embedded />}
        {presenting && (
          <FailureBoundary what="presentation" onFail={stopPresenting}>
            <Presenter />
          </FailureBoundary>
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
    <FailureBoundary what="panel" onFail={closePopover}>
      <TargetPopover />
    </FailureBoundary>
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
    <FailureBoundary what="lesson" onFail={leaveLesson}>
      <LessonCard />
    </FailureBoundary>
  ) : null;
}

function Dialogs() {
  const dialog = useUi((state) => state.dialog);
  const open = dialog !== undefined;
  useEffect(() => {
    if (!open) return;
    return () => void setTimeout(focusOpener); // after the dialog has let go of the focus
  }, [open]);
  return (
    <FailureBoundary what="dialog" onFail={() => openDialog(undefined)}>
      {dialog === 'share' && <ShareDialog />}
      {dialog === 'keys' && <KeysDialog />}
      {dialog === 'palette' && <Palette />}
      {dialog === 'explore' && <ExploreDialog />}
      {dialog === 'import' && <ImportDialog />}
      {dialog === 'export' && <ExportDialog />}
    </FailureBoundary>
  );
}
