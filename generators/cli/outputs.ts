/** An output whose other end may be closed or full. */
type Output = NodeJS.WritableStream;

/** What came of writing to the outputs. */
export interface Outputs {
  /** Code of the first error, other than that nobody reads any more: `ENOSPC`. */
  failure(): string | undefined;
}

/**
 * Keeps a closed or full output from ending the run: who reads no further (`| head`) has what they wanted, and
 * what is to be written into the repository does not depend on it.
 */
export function watchOutputs(outputs: readonly Output[]): Outputs {
  let failure: string | undefined;
  const note = (error: unknown) => {
    if (!isOutputError(error)) throw error;
    if (error.code !== 'EPIPE') failure ??= error.code;
  };
  for (const output of outputs) {
    output.on('error', note);
    const write = output.write.bind(output) as (...values: unknown[]) => boolean;
    // A file as output is written at once, and throws.
    output.write = (...values: unknown[]) => {
      try {
        return write(...values);
      } catch (error) {
        note(error);
        return false;
      }
    };
  }
  return { failure: () => failure };
}

function isOutputError(error: unknown): error is Error & { code: string } {
  return error instanceof Error && typeof (error as NodeJS.ErrnoException).code === 'string';
}
