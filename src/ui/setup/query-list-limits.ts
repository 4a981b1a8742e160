/**
 * How much of a person's list is read. Constants only, so that a screen can name them without loading the parser.
 */
export const listLimits = {
  /** Bytes of UTF-8. A larger text is not read at all. */
  bytes: 10_000_000,
  /** Queries kept; rows after these are only counted. */
  queries: 2_000,
  /** Characters (Unicode code points) of one query. */
  characters: 4_000,
  /** Problems reported one by one; the rest is counted, by tag. */
  problems: 200,
  /** Columns offered to choose from. All are known to the parser. */
  columns: 200,
} as const;
