/** One view that fails does not take the others with it. */
import { Component, type ReactNode } from 'react';
import { NotFetched } from '../views/later.tsx';
import { currentLink } from './address.ts';
import { copyText } from './clipboard.ts';
import controls from './controls.module.css';
import { session } from './session.ts';

interface Props {
  /** Whose view it is, for `The … view has failed`. */
  readonly what: string;
  /** For what hangs over the page: it is put away, and the failure is told beside everything else. */
  readonly onFail?: () => void;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
}

export class FailureBoundary extends Component<Props, State> {
  override state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override componentDidCatch({ message }: Error) {
    const { what, onFail } = this.props;
    if (onFail === undefined) return;
    onFail();
    session.tell(`The ${what} has failed: ${message}`);
    this.setState({ error: undefined });
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (this.props.onFail !== undefined) return null;
    return (
      <div role="alert" style={{ padding: 16, display: 'grid', gap: 10, justifyItems: 'start' }}>
        <p>
          The {this.props.what} view has failed: {error.message}
        </p>
        <div className={controls.row}>
          {error instanceof NotFetched ? (
            <button type="button" className={controls.button} onClick={() => location.reload()}>
              Reload the page
            </button>
          ) : (
            <>
              <button type="button" className={controls.button} onClick={copyLink}>
                Copy a link that reproduces this
              </button>
              <button type="button" className={controls.button} onClick={() => this.setState({ error: undefined })}>
                Try again
              </button>
            </>
          )}
        </div>
      </div>
    );
  }
}

function copyLink(): void {
  copyText(`${location.origin}${location.pathname}${currentLink()}`);
}
