/** Components whose code comes when they are first shown. */
import { type ComponentType, lazy, Suspense } from 'react';

/** A part of the lab did not come. Browsers remember an import that failed, so that only a reload asks for it again. */
export class NotFetched extends Error {
  constructor(cause: unknown) {
    super(
      'a part of the lab could not be fetched. Is this machine offline? Reload the page when the network is back.',
      {
        cause,
      },
    );
  }
}

/** A component with its code elsewhere; `Meanwhile` is shown until that is there, nothing where it is left out. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props> {
  const Part: ComponentType<Props> = lazy(async () => ({ default: await fetched(load()) }));
  return (props: Props) => (
    <Suspense fallback={Meanwhile === undefined ? null : <Meanwhile {...props} />}>
      <Part {...props} />
    </Suspense>
  );
}

/** What was imported, or `NotFetched`. */
export async function fetched<Value>(part: Promise<Value>): Promise<Value> {
  try {
    return await part;
  } catch (cause) {
    throw new NotFetched(cause);
  }
}
