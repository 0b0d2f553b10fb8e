import { Component, type ReactNode } from 'react';
import { errorText } from '../core/fault';
import { Attempt, nextAttempt } from './attempt';

interface ErrorBoundaryProps {
  /** What failed, for the sentence: "the charts". Without it, the page itself. */
  readonly part?: string;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly problem: string | undefined;
  readonly attempt: number;
}

/** Keeps a bug in one part from taking the others along: training and the network live on in the worker. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { problem: undefined, attempt: 0 };

  static getDerivedStateFromError(error: unknown): Partial<ErrorBoundaryState> {
    return { problem: errorText(error) };
  }

  override render(): ReactNode {
    const { problem, attempt } = this.state;
    if (problem === undefined) return <Attempt value={attempt}>{this.props.children}</Attempt>;
    return (
      <div role="alert" style={{ padding: '1rem' }}>
        <p>
          Sorry, {this.props.part ?? 'the page'} could not be shown.{' '}
          {this.props.part === undefined
            ? 'Your runs are kept: load the page again, and they are there.'
            : 'Training and your network are not affected.'}
        </p>
        <details>
          <summary>Details</summary>
          <code>{problem}</code>
        </details>
        {this.props.part !== undefined && (
          <button type="button" onClick={() => this.setState({ problem: undefined, attempt: nextAttempt() })}>
            Try again
          </button>
        )}
        {/* Some browsers keep to themselves that a script did not arrive, and ask for it no more until then. */}
        {(this.props.part === undefined || attempt > 0) && (
          <button type="button" onClick={() => window.location.reload()}>
            Load the page again
          </button>
        )}
      </div>
    );
  }
}
