/** One view that fails does not take the others with it. */
import { Component, type ReactNode } from 'react';
import { currentLink } from './address.ts';
import controls from './controls.module.css';

interface Props {
  readonly what: string;
  readonly children: ReactNode;
}

export class FailureBoundary extends Component<Props, { readonly error: Error | undefined }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state as { readonly error: Error | undefined };
    if (error === undefined) return this.props.children;
    return (
      <div role="alert" style={{ padding: 16, display: 'grid', gap: 10, justifyItems: 'start' }}>
        <p>
          The {this.props.what} view has failed: {error.message}
        </p>
        <div className={controls.row}>
          <button
            type="button"
            className={controls.button}
            onClick={() => navigator.clipboard.writeText(`${location.origin}${location.pathname}${currentLink()}`)}
          >
            Copy a link that reproduces this
          </button>
          <button type="button" className={controls.button} onClick={() => this.setState({ error: undefined })}>
            Try again
          </button>
        </div>
      </div>
    );
  }
}
