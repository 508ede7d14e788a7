interface Page<T> {
  readonly items?: T[] | undefined;
  readonly position?: string | undefined;
}

/** All items of a list that API Gateway gives page by page. */
export const readPages = async <T>(
  read: (position: string | undefined) => Promise<Page<T>>,
): Promise<T[]> => {
  const all: T[] = [];
  let position: string | undefined;
  do {
    const page = await read(position);
    all.push(...(page.items ?? []));
    // A server that gives the same position again would keep us for ever.
    position = page.position === position ? undefined : page.position;
  } while (position);
  return all;
};
