import { Component, type ReactNode } from 'react';
import { ProblemPage } from '../panels/problem-bar.tsx';

/** A page that breaks says so in its own place; the tabs stay. *Try again* renders it anew. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return <ProblemPage error={error} onRetry={() => this.setState({ error: null })} />;
  }
}
