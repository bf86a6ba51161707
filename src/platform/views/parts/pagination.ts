export interface PageItem {
  readonly number?: number;
  readonly href?: string;
  readonly current?: boolean;
  readonly gap?: boolean;
}

export interface Pagination {
  readonly page: number;
  readonly pages: number;
  readonly previousHref: string | null;
  readonly nextHref: string | null;
  readonly items: readonly PageItem[];
}

/** First, last and the neighbours of the current page, with a gap where pages are left out. */
export function paginate(page: number, pages: number, hrefOf: (page: number) => string): Pagination {
  const shown = new Set(
    [1, pages, page - 1, page, page + 1].filter((number) => number >= 1 && number <= pages),
  );
  const items: PageItem[] = [];
  let before = 0;
  for (const number of [...shown].sort((a, b) => a - b)) {
    if (number - before > 1) items.push({ gap: true });
    items.push({ number, href: hrefOf(number), current: number === page });
    before = number;
  }
  return {
    page,
    pages,
    previousHref: page > 1 ? hrefOf(page - 1) : null,
    nextHref: page < pages ? hrefOf(page + 1) : null,
    items,
  };
}
